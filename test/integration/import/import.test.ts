import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { beginCall, kindOf, newDesk } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { csv, person } from '#test/support/import/files.ts';
import { newImportRoom } from '#test/support/import/import-room.ts';
import { asItLooks } from '#test/support/import/import-work.ts';
import { must } from '#test/support/test-desk.ts';

const nora = person({ clientId: '700001', name: 'Nora Vik' });

test('a file makes accounts that are found, with people who can be verified before and after their codes are hashed', async () => {
  const room = await newImportRoom();
  const view = await room.take(csv([nora]));
  expect(view).toMatchObject({
    state: 'applied',
    rows: { read: 1, new: 1, changed: 0, same: 0, refused: 0 },
    codes: { brought: 2, waiting: 2 },
  });
  const { results } = must(await room.desk.accounts.search({ query: 'nora vik' }));
  expect(results.map(({ clientId }) => clientId)).toEqual(['700001']);
  const saying = async (contact: string, code: string) => {
    const call = await beginCall(room.desk, { clientId: '700001', contact });
    const kind = kindOf(await call.say(code));
    await call.end();
    return kind;
  };
  expect(await saying('Jon Berg', 'copper lantern off ice')).toBe('not_verified');
  expect(await saying('Jon Berg', 'Copper-Lantern on ICE')).toBe('verified');
  expect(await room.files.view(view.runId)).toMatchObject({ codes: { waiting: 1 } });
  await room.hashCodes();
  expect(await room.files.view(view.runId)).toMatchObject({ codes: { waiting: 0 } });
  expect(await saying('Nora Vik', 'velvet tractor nine clouds')).toBe('verified');
  expect(await saying('Jon Berg', 'copper lantern on ice')).toBe('verified');
  const sealed = await room.store
    .selectFrom('security_code')
    .select(['sealed', 'seal_key_id'])
    .where('import_run_id', '=', view.runId)
    .execute();
  expect(sealed).toEqual(Array(2).fill({ sealed: null, seal_key_id: null }));
});

test('the same file again changes nothing, and says so', async () => {
  const room = await newImportRoom();
  const file = csv([nora, person({ clientId: '700002' })]);
  await room.take(file);
  const before = await room.accounts();
  const again = await room.dryRun(file);
  expect(again).toMatchObject({
    state: 'ready',
    rows: { new: 0, changed: 0, same: 2, refused: 0 },
  });
  const applied = await room.supervisor.desk.import.apply({
    runId: again.runId,
    reason: 'Once more',
  });
  expect(applied).toMatchObject({ ok: false, error: { code: 'conflict' } });
  expect(await room.accounts()).toEqual(before);
});

test('the log tells that a file was the same by a digest that nobody can compute from guessed codes', async () => {
  const room = await newImportRoom();
  const file = csv([{ ...nora, code: '4711' }]);
  await room.take(file);
  const again = await room.dryRun(file);
  must(await room.supervisor.desk.import.cancel({ runId: again.runId }));
  const read = await room.store
    .selectFrom('audit_log')
    .select('details')
    .where('action', '=', 'import.read')
    .execute();
  const digests = read.map(({ details }) => JSON.parse(details).digest);
  const plain = createHash('sha256').update(file).digest();
  expect(digests).toEqual([expect.stringMatching(/^[\w-]{43}$/), digests[0]]);
  expect(digests[0]).not.toBe(plain.toString('base64url'));
});

test('the log says how many codes were hashed, also when they come out even with a batch', async () => {
  const room = await newImportRoom();
  const rows = Array.from({ length: 4 }, (_, at) => person({ clientId: String(700_001 + at) }));
  const { runId } = await room.take(csv(rows));
  await room.hashCodes();
  const recorded = await room.store
    .selectFrom('audit_log')
    .select('details')
    .where('action', '=', 'code.hashed_from_import')
    .execute();
  expect(recorded.map(({ details }) => JSON.parse(details))).toEqual([{ runId, count: 8 }]);
});

test('a column of codes doesn’t show in a preview by being called something else', async () => {
  const room = await newImportRoom();
  const runId = await room.files.send(csv([nora]));
  const { desk } = room.supervisor;
  const asked = { runId, how: asItLooks };
  const seen = must(await desk.import.preview({ ...asked, mapping: null }));
  if (seen.kind !== 'preview') throw new Error(`The file is ${seen.problem}`);
  const { oldCode = 0, contact1Code = 0, ...rest } = seen.mapping;
  const turned = { ...rest, city: oldCode, region: contact1Code };
  const again = must(await desk.import.preview({ ...asked, mapping: turned }));
  expect(JSON.stringify(seen)).toContain('Nora Vik');
  for (const preview of [seen, again])
    for (const code of [nora.code, nora.contactCode])
      expect(JSON.stringify(preview)).not.toContain(code);
  expect(again).toMatchObject({ mapping: turned });
});

test('a preview looks at the beginning of a file alone, however little of it is a row', async () => {
  const room = await newImportRoom();
  const [headings = '', row = ''] = csv([nora]).split('\r\n');
  const preview = async (broken: number) => {
    const lines = [headings, ...new Array<string>(broken).fill('x'), row, ''];
    const runId = await room.files.send(lines.join('\r\n'));
    const how = { format: 'csv', encoding: null, delimiter: ',', sheet: null } as const;
    const seen = must(await room.supervisor.desk.import.preview({ runId, how, mapping: null }));
    must(await room.supervisor.desk.import.cancel({ runId }));
    return seen.kind === 'preview' ? seen.rows.length : seen.problem;
  };
  expect(await preview(900)).toBe(1);
  expect(await preview(1_000)).toBe(0);
});

test('a changed row changes what it gives, and taking the import back puts everything back', async () => {
  const room = await newImportRoom();
  await room.take(csv([nora, person({ clientId: '700002' })]));
  const before = await room.accounts();
  const changed = {
    ...nora,
    company: 'Vik Bakeri AS',
    phone: '+47 22 41 50 61',
    contactPermissions: 'billing, technical',
  };
  const view = await room.take(csv([changed, person({ clientId: '700003', company: 'Tind AS' })]));
  expect(view).toMatchObject({ state: 'applied', undoable: true, rows: { new: 1, changed: 1 } });
  const { results } = must(await room.desk.accounts.search({ query: 'vik bakeri' }));
  expect(results).toMatchObject([{ clientId: '700001', name: 'Vik Bakeri AS' }]);
  must(await room.files.undo(view.runId));
  await room.work();
  expect(await room.files.view(view.runId)).toMatchObject({ state: 'undone', undoable: false });
  expect(await room.accounts()).toEqual(before);
  expect(must(await room.desk.accounts.search({ query: 'tind as' })).results).toEqual([]);
});

test('a file that changes the e-mail or takes a permission ends codes on their way and what was granted', async () => {
  const room = await newImportRoom();
  await room.take(csv([nora]));
  const { desk } = room;
  const call = await beginCall(desk, { clientId: '700001', contact: 'Jon Berg' });
  expect(kindOf(await call.say('copper lantern on ice'))).toBe('verified');
  const { accountId } = call.account;
  const leave = { by: 'call', verificationId: call.verificationId } as const;
  const named = { by: 'username', username: 'client.700001' } as const;
  must(await desk.portal.startReset({ accountId, named, leave }));
  const standing = async () => {
    const { mails } = must(await room.supervisor.desk.mail.list({ before: null }));
    const { masked } = must(await desk.accounts.view({ accountId }));
    return { mail: mails.find(({ kind }) => kind === 'reset')?.state, masked };
  };
  await room.take(csv([{ ...nora, contactPermissions: 'billing, technical', city: 'Bergen' }]));
  expect(await standing()).toEqual({ mail: 'held', masked: false });
  await room.take(csv([{ ...nora, contactPermissions: 'technical', email: 'new@vik.example' }]));
  expect(await standing()).toEqual({ mail: 'expired', masked: true });
  expect(await desk.portal.tellUsername({ accountId, leave })).toMatchObject({
    error: { details: { need: 'verification' } },
  });
});

test('a file that takes viewing access ends what was granted by the main code', async () => {
  const room = await newImportRoom();
  const jon = { ...nora, contactCode: '' };
  const withAccess = (row: typeof nora, may: 'yes' | 'no') =>
    csv([row])
      .replace(/(?=\r\n)/, ',Contact 1 Viewing Access')
      .concat(`,${may}`);
  await room.take(withAccess(jon, 'yes'));
  const { desk } = room;
  const call = await beginCall(desk, { clientId: '700001', contact: 'Jon Berg' });
  expect(kindOf(await call.say(nora.code))).toBe('verified');
  const { accountId } = call.account;
  const masked = async () => must(await desk.accounts.view({ accountId })).masked;
  await room.take(withAccess({ ...jon, city: 'Bergen' }, 'yes'));
  expect(await masked()).toBe(false);
  await room.take(withAccess({ ...jon, city: 'Bergen' }, 'no'));
  expect(await masked()).toBe(true);
});

test('a code that an account has is never replaced, and one that is missing is added', async () => {
  const room = await newImportRoom();
  await room.take(csv([{ ...nora, contactCode: '' }]));
  const view = await room.take(csv([{ ...nora, code: 'another phrase altogether' }]));
  expect(view).toMatchObject({ rows: { changed: 1 }, codes: { brought: 1 } });
  const call = await beginCall(room.desk, { clientId: '700001', contact: 'Nora Vik' });
  expect(kindOf(await call.say('another phrase altogether'))).toBe('not_verified');
  expect(kindOf(await call.say('velvet tractor nine clouds'))).toBe('verified');
});

test('an old code that the policy refuses today verifies once, and is to be changed', async () => {
  const room = await newImportRoom();
  await room.take(csv([{ ...nora, code: '4711' }]));
  const say = async () => {
    const call = await beginCall(room.desk, { clientId: '700001', contact: 'Nora Vik' });
    const kind = kindOf(await call.say('4711'));
    await call.end();
    return kind;
  };
  expect(await say()).toBe('verified');
  expect(await say()).toBe('not_verified');
});

test('refuses rows that name an account twice, take a name, or give two people one code', async () => {
  const room = await newImportRoom();
  const view = await room.dryRun(
    csv([
      nora,
      person({ clientId: '700002', username: nora.username }),
      person({ clientId: '700001', username: 'another.name' }),
      person({ clientId: '700004', code: 'Copper Lantern on ice!' }),
      person({ clientId: '700005', email: '' }),
      person({ clientId: demo.larsen.clientId, username: 'brand.new.name', name: '=cmd()' }),
      person({ clientId: '700007', username: demo.larsen.clientId }),
    ]),
  );
  expect(view.rows).toMatchObject({ new: 1, refused: 6 });
  const refused = await room.files.refused(view.runId);
  expect(refused.map(({ line, problem, target }) => [line, problem, target])).toEqual([
    [3, 'named_twice', null],
    [4, 'named_twice', null],
    [5, 'same_code', null],
    [6, 'missing', 'email'],
    [7, 'formula', 'name'],
    [8, 'form', 'username'],
  ]);
});

test('one import at a time, and its pieces in order, the same ones twice or not', async () => {
  const { supervisor } = await newDesk();
  const { desk } = supervisor;
  const { runId } = must(await desk.import.begin({ bytes: 90_010 }));
  expect(await desk.import.begin({ bytes: 5 })).toMatchObject({ error: { code: 'conflict' } });
  const piece = (fill: string, length = 45_000) => Buffer.alloc(length, fill).toString('base64');
  const send = (number: number, data: string) => desk.import.receive({ runId, number, data });
  expect(await send(1, piece('b'))).toMatchObject({ error: { code: 'conflict' } });
  expect(must(await send(0, piece('a')))).toEqual({ received: 1 });
  expect(must(await send(0, piece('a')))).toEqual({ received: 1 });
  expect(await send(0, piece('x'))).toMatchObject({ error: { code: 'conflict' } });
  expect(await send(1, piece('b', 10))).toMatchObject({ error: { code: 'invalid_input' } });
  expect(must(await send(1, piece('b')))).toEqual({ received: 2 });
  expect(must(await send(2, piece('c', 10)))).toEqual({ received: 3 });
  must(await desk.import.cancel({ runId }));
  expect(await send(2, piece('c', 10))).toMatchObject({ error: { code: 'conflict' } });
  expect(must(await desk.import.begin({ bytes: 5 }))).toMatchObject({ state: 'receiving' });
});
