import { AuditService } from '#main/audit/audit.service.ts';
import { systemClock } from '#main/platform/clock.ts';
import { openPlace, type StorePlace } from '../store-place.ts';

/*
 * A process of its own, started by a test: waits for a line, then appends records, each in its own
 * transaction. Arguments: where the store is, as JSON, the audit key in hex, whose records, how many.
 */
const [place = '', auditKey = '', staffId = '1', times = '0'] = process.argv.slice(2);
const { store, close } = await openPlace(JSON.parse(place) as StorePlace);
const audit = new AuditService({
  store,
  clock: systemClock,
  auditKey: Buffer.from(auditKey, 'hex'),
  auditKeyId: 'audit-1',
  policyVersion: 1,
});
console.log('ready');
await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();
for (let time = 0; time < Number(times); time++)
  await store.transaction().execute((tx) =>
    audit.append(tx, {
      actor: { staffId: Number(staffId), role: 'agent' },
      action: 'account.opened',
      outcome: 'done',
      details: { time },
    }),
  );
await close();
