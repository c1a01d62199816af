import type { z } from 'zod';
import type { Result } from '../result.ts';
import { accountsChannels } from './accounts.contract.ts';
import { approvalsChannels } from './approvals.contract.ts';
import { auditChannels } from './audit.contract.ts';
import type { Channel } from './channel.ts';
import { codesChannels } from './codes.contract.ts';
import { connectionChannels } from './connection.contract.ts';
import { importChannels } from './import.contract.ts';
import { mailChannels } from './mail.contract.ts';
import { ordersChannels } from './orders.contract.ts';
import { portalChannels } from './portal.contract.ts';
import { sessionChannels } from './session.contract.ts';
import { setupChannels } from './setup.contract.ts';
import { staffChannels } from './staff.contract.ts';
import { storeChannels } from './store.contract.ts';
import { verificationChannels } from './verification.contract.ts';

/** Every channel of the product: room -> name -> schemas and access. */
export const contract = {
  setup: setupChannels,
  connection: connectionChannels,
  session: sessionChannels,
  staff: staffChannels,
  accounts: accountsChannels,
  verification: verificationChannels,
  approvals: approvalsChannels,
  codes: codesChannels,
  import: importChannels,
  mail: mailChannels,
  orders: ordersChannels,
  portal: portalChannels,
  audit: auditChannels,
  store: storeChannels,
} as const;

export type Contract = typeof contract;
export type Room = keyof Contract;

/** What a caller of a channel passes: before defaults are filled in. */
export type InputOf<Ch> = Ch extends Channel<infer Input, infer _Output> ? z.input<Input> : never;
/** What the use case of a channel gets: parsed. */
export type ParsedInputOf<Ch> =
  Ch extends Channel<infer Input, infer _Output> ? z.output<Input> : never;
export type OutputOf<Ch> =
  Ch extends Channel<infer _Input, infer Output> ? z.output<Output> : never;

/** The rooms that are there before a store is, and so before anybody is signed in. */
export const roomsBeforeStore: readonly string[] = ['setup', 'connection'] satisfies Room[];

/** The rooms that a screen can reach; `store` is the command line's alone. */
export const deskRooms = [
  'setup',
  'connection',
  'session',
  'staff',
  'accounts',
  'verification',
  'approvals',
  'codes',
  'import',
  'mail',
  'orders',
  'portal',
  'audit',
] as const satisfies readonly Room[];
export type DeskRoom = (typeof deskRooms)[number];

/** `window.desk`: one method a channel, the same behind Electron's preload and the web bridge. */
export type Desk = {
  readonly [R in DeskRoom]: {
    readonly [Name in keyof Contract[R]]: (
      input: InputOf<Contract[R][Name]>,
    ) => Promise<Result<OutputOf<Contract[R][Name]>>>;
  };
};

const channels: ReadonlyMap<string, Channel> = new Map(
  Object.entries(contract).flatMap(([room, map]) =>
    Object.entries(map).map(([name, channel]): [string, Channel] => [`${room}.${name}`, channel]),
  ),
);

/** The channel of that name, or undefined; safe for names that come from outside. */
export function findChannel(name: string): Channel | undefined {
  return channels.get(name);
}

/** The names of all channels a screen can call, in the contract's order. */
export function deskChannelNames(): readonly string[] {
  return deskRooms.flatMap((room) => Object.keys(contract[room]).map((name) => `${room}.${name}`));
}

/** Builds a `Desk` on a function that carries one call. Used by the preload and the web bridge. */
export function buildDesk(
  call: (channel: string, input: unknown) => Promise<Result<unknown>>,
): Desk {
  const desk = Object.fromEntries(
    deskRooms.map((room) => [
      room,
      Object.fromEntries(
        Object.keys(contract[room]).map((name) => [
          name,
          (input: unknown) => call(`${room}.${name}`, input),
        ]),
      ),
    ]),
  );
  return desk as unknown as Desk;
}
