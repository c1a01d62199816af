import fc from 'fast-check';
import { findChannel } from '#shared/contract/index.ts';
import { send } from '../web/raw-request.ts';
import type { Findings } from './hostile-calls.ts';
import type { HostileClient } from './hostile-client.ts';
import { callerNames, type Stand } from './hostile-stands.ts';
import { hostileName, marker } from './hostile-values.ts';

const nearly = [
  ...['session', 'session.', '.signIn', 'session.signIn ', 'Session.signIn', 'session.signin'],
  ...['session.__proto__', '__proto__.current', 'session.toString', 'constructor.name', '.', '..'],
  ...['session.current.x', 'accounts/search', 'audit.records\0', 'x'.repeat(5000), 'store'],
];

/** Calls channels that are none, by every caller. Returns how many. */
export async function callUnknownChannels(
  stand: Stand,
  client: HostileClient,
  count: number,
  findings: Findings,
): Promise<number> {
  const drawn = fc.sample(hostileName, { numRuns: count, seed: 1 });
  const names = [...nearly, ...drawn].filter((name) => !findChannel(name));
  const written = await stand.watch();
  for (const [at, name] of names.entries()) {
    const caller = callerNames[at % callerNames.length] ?? 'nobody';
    const reply = await stand.backend.call(name, {}, stand.callerOf(caller)).catch(() => null);
    if (reply?.ok !== false || reply.error.code !== 'unknown_channel')
      findings.problem('a channel that is none was not refused as such', { at });
    if (!name.isWellFormed() || name.length > 2500) continue;
    const { reply: byWeb, raw } = await client.post(name, '{}', 'agent');
    if (byWeb?.ok !== false || raw.includes(marker))
      findings.problem('a channel that is none was not refused by the web host', { at });
  }
  if (await written()) findings.problem('a call of a channel that is none changed the store', {});
  return names.length;
}

/** Requests with every cookie that are not from the desk's own page, or have a wrong cookie. */
export async function callAsStranger(
  stand: Stand,
  client: HostileClient,
  findings: Findings,
): Promise<number> {
  const { port } = client;
  const good = client.headersOf('supervisor');
  const [door = '', session = ''] = (good['cookie'] ?? '').split('; ');
  const wrong: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'foreign Host': { host: `attacker.example:${port}` },
    'Host by name': { host: `localhost:${port}` },
    'foreign Origin': { origin: 'https://attacker.example' },
    'no Origin': { origin: '' },
    'opaque Origin': { origin: 'null' },
    'cross-site fetch': { 'sec-fetch-site': 'cross-site' },
    'no cookie': { cookie: '' },
    'session without door': { cookie: session },
    'another door': { cookie: `${door.split('=')[0]}=${'A'.repeat(43)}; ${session}` },
    'hostile door': { cookie: `${door}${marker}; ${session}` },
    'no JSON': { 'content-type': 'text/plain' },
    form: { 'content-type': 'application/x-www-form-urlencoded' },
  };
  const written = await stand.watch();
  for (const [what, headers] of Object.entries(wrong)) {
    const { status, body } = await send({
      port,
      method: 'POST',
      path: '/call/staff.list',
      headers: { ...good, ...headers },
      body: '{}',
    });
    if (![401, 403, 415].includes(status) || body.includes(marker))
      findings.problem('a request from elsewhere was not refused', { what, status });
  }
  for (const value of [marker, 'x'.repeat(4000), '%00', '"', '__proto__', `${session}x`]) {
    const cookie = `${door}; countersign_session_${port}=${value}`;
    const headers = { ...good, cookie };
    const { body } = await send({
      port,
      method: 'POST',
      path: '/call/staff.list',
      headers,
      body: '{}',
    });
    if (!body.includes('"not_signed_in"') || body.includes(marker))
      findings.problem('a made-up session was not refused', {});
  }
  if (await written()) findings.problem('a request from elsewhere changed the store', {});
  return Object.keys(wrong).length + 6;
}
