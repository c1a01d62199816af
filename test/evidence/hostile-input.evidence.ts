import type { Channel } from '#shared/contract/channel.ts';
import { contract, deskChannelNames } from '#shared/contract/index.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { callByWeb, callDirectly, type Findings } from '../support/hostile/hostile-calls.ts';
import { enterStand } from '../support/hostile/hostile-client.ts';
import {
  emptyStand,
  keylessStand,
  readyStand,
  type Stand,
} from '../support/hostile/hostile-stands.ts';
import { callAsStranger, callUnknownChannels } from '../support/hostile/hostile-strangers.ts';
import { marker } from '../support/hostile/hostile-values.ts';

const inFlight = 4;
const deskChannels: ReadonlySet<string> = new Set(deskChannelNames());
const allChannels = Object.entries(contract).flatMap(([room, channels]) =>
  Object.entries<Channel>(channels).map(([name, channel]) => ({
    name: `${room}.${name}`,
    channel,
  })),
);

/** Nothing that anybody sends to any channel breaks the desk, changes it by an error, or comes back. */
export const evidence: Evidence = {
  id: 'hostile-input',
  title: 'Hostile input: generated payloads through every channel, in process and by the web host',
  async run({ full, log }) {
    const each = full ? 10_000 : 60;
    let problems = 0;
    const findings: Findings = {
      ...{ direct: 0, web: 0, values: 0 },
      errors: new Map(),
      problem(what, where) {
        problems += 1;
        if (problems <= 30) log(`${what}: ${JSON.stringify(where)}`);
      },
    };
    const ready = await readyStand();
    const stands = [ready, await emptyStand(), await keylessStand()];
    try {
      const clients = await Promise.all(stands.map((stand) => enterStand(stand, inFlight)));
      for (const { name, channel } of allChannels) {
        // Set-up is asked before there is a store, too, and without its key.
        const on = name.startsWith('setup.') ? stands : [ready];
        for (const [at, stand] of on.entries()) {
          const target = { stand, name, channel };
          const count = Math.ceil(each / on.length);
          const client = clients[at];
          await callDirectly(target, count, findings);
          if (client && deskChannels.has(name)) await callByWeb(target, client, count, findings);
        }
        if (full) log(`${name}: ${findings.direct + findings.web} payloads so far`);
      }
      const [client] = clients;
      if (!client) throw new Error('Nobody was let in');
      const names = await callUnknownChannels(ready, client, full ? 2000 : 30, findings);
      const strangers = await callAsStranger(ready, client, findings);
      for (const stand of stands) await lookBack(stand, findings);
      for (const one of clients) one.close();
      return {
        passed: problems === 0,
        facts: {
          channels: allChannels.length,
          'payloads for each channel and way': each,
          'through backend.call': findings.direct,
          'through the web host': findings.web,
          'answered with a value': findings.values,
          'refused, by code': [...findings.errors].map(([code, n]) => `${code} ${n}`).join(', '),
          'names of channels that are none': names,
          'with a wrong Host, Origin, cookie or type': strangers,
          'crashes, changes, echoes and other problems': problems,
        },
        notRun: [
          'Senders other than the desk’s own window: test/integration/desktop, in every run of the tests.',
        ],
      };
    } finally {
      for (const stand of stands) await stand.close();
    }
  },
};

async function lookBack(stand: Stand, { problem }: Findings): Promise<void> {
  const where = { stand: stand.name };
  if (!(await stand.wholeLog())) problem('the audit log is not whole', where);
  if (stand.log.lines.some((line) => line.includes(marker)))
    problem('the program’s log repeats what was sent', where);
  if (stand.log.lines.some((line) => line.includes('failed')))
    problem('the program’s log tells of a defect', {
      ...where,
      lines: stand.log.lines.slice(0, 3),
    });
  if ('polluted' in {}) problem('the prototype of all objects was changed', where);
}
