import type { Channel } from '#shared/contract/channel.ts';
import { contract, deskChannelNames } from '#shared/contract/index.ts';
import type { ErrorCode } from '#shared/result.ts';
import { demo } from '../demo-people.ts';
import { samplesOn } from '../hostile/hostile-samples.ts';
import { type Attempt, byCall, byHost, inAudit, type OnRecord, refusal } from './attempt.ts';

type Person = 'nobody' | 'agent' | 'supervisor';

const people = { agent: demo.phoneAgent, supervisor: demo.supervisor } as const;
const ids = {
  ...{ accountId: 1, contactId: 1, verificationId: 1, disabledVerificationId: 1 },
  ...{ approvalId: 1, agentId: 1, sessionId: 1, setupId: '0'.repeat(32), storeFile: '/tmp' },
};
const samples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = samplesOn(ids);
const byDesk = new Set(deskChannelNames());
const channels = Object.entries(contract).flatMap(([room, map]) =>
  Object.entries<Channel>(map).map(([method, { access }]) => ({
    ...{ room, access, name: `${room}.${method}`, input: samples[room]?.[method] ?? {} },
  })),
);
type Named = (typeof channels)[number];

function calling(who: Person, { name, input }: Named, code: ErrorCode, record: OnRecord): Attempt {
  return {
    what: `${name} by ${who}`,
    record,
    async make({ visitor }) {
      const caller = visitor();
      if (who !== 'nobody') await caller.signIn(people[who]);
      return refusal(await caller.call(name, input), code);
    },
  };
}

const isAny = ({ access }: Named, ...roles: string[]) =>
  typeof access !== 'string' && !roles.some((role) => (access as readonly string[]).includes(role));

/** Every channel of the contract, by everybody who may not call it. */
export const roleAttempts: readonly Attempt[] = [
  ...channels
    .filter(({ name, access }) => byDesk.has(name) && access !== 'anyone')
    .map((one) => calling('nobody', one, 'not_signed_in', byCall(one.name, 'not_signed_in'))),
  ...channels
    .filter((one) => byDesk.has(one.name) && isAny(one, 'agent'))
    .map((one) => calling('agent', one, 'not_allowed', inAudit('session.role_refused'))),
  ...channels
    .filter((one) => byDesk.has(one.name) && isAny(one, 'supervisor'))
    .map((one) => calling('supervisor', one, 'not_allowed', inAudit('session.role_refused'))),
  ...channels
    .filter(({ name }) => !byDesk.has(name))
    .flatMap((one) =>
      (['nobody', 'agent', 'supervisor'] as const).map((who) =>
        calling(who, one, 'unknown_channel', byHost('form')),
      ),
    ),
  ...channels
    .filter(
      ({ room, name }) =>
        ['setup', 'connection'].includes(room) &&
        !['setup.status', 'connection.view'].includes(name),
    )
    .map((one) => calling('nobody', one, beforeStore(one), byCall(one.name, beforeStore(one)))),
  ...['session.__proto__', '__proto__.current', 'constructor.name', 'session.toString', '..'].map(
    (name): Attempt =>
      calling(
        'agent',
        { room: '', access: 'anyone', name, input: {} },
        'unknown_channel',
        byHost('form'),
      ),
  ),
];

/** What a team's server refuses its own set-up and a connection elsewhere with. */
function beforeStore({ room }: Named): ErrorCode {
  return room === 'setup' ? 'conflict' : 'not_allowed';
}
