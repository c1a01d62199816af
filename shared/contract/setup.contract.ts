import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { nothing, password, secret, time, username, words } from './fields.ts';

/** How the store stands: whether it can be used, and if not, what helps. */
export const storeState = z.enum([
  'empty',
  'ready',
  'key_unavailable',
  'newer_store',
  'store_damaged',
  /** Busy, or the disk is full or may not be written: starting again may help. */
  'store_unavailable',
  /** The store was moved to another place and is kept to be read: the message says where to. */
  'moved',
  /** The desk is connected to a team's server, and that does not answer. */
  'server_away',
  /** The team's server, or what answers in its place, shows a certificate that is not trusted. */
  'server_changed',
  /** The desk is connected to a team's server of another version. */
  'other_version',
]);
export type StoreState = z.infer<typeof storeState>;

/** How this machine guards its keys; `warning` is null when it guards them well. */
const keyProtection = z.strictObject({ kind: z.string(), warning: z.string().nullable() });

/** Where the store is that this desk works on. */
export const storePlace = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('local'),
    dataFolder: z.string(),
    keyProtection,
  }),
  z.strictObject({
    kind: z.literal('team'),
    /** The server's address (`https://desk.example.com`). */
    address: z.string(),
    /** Of the connected desktop app: it keeps its device's key. A browser keeps its own: null. */
    keyProtection: keyProtection.nullable(),
  }),
]);

export type StorePlace = z.infer<typeof storePlace>;

export const setupStatus = z.strictObject({
  state: storeState,
  /** What happened and what to do, for people; empty when all is well. */
  message: z.string(),
  /** The store holds demo data: the desk says so on every screen. */
  demo: z.boolean(),
  place: storePlace,
  /** Whether this program can be connected to a team's server: the desktop app can. */
  mayConnect: z.boolean(),
  appVersion: z.string(),
  now: time,
});
export type SetupStatus = z.infer<typeof setupStatus>;

const setupId = z.string().regex(/^[0-9a-f]{32}$/);
const recoveryWord = z.strictObject({
  position: z.number().int().min(1).max(12),
  word: secret(40),
});

export const setupChannels = defineChannels({
  /** How the store stands. */
  status: { access: 'anyone', passive: true, input: nothing, output: setupStatus },
  /**
   * Begins set-up of an empty folder: makes the keys and the recovery key, writes nothing.
   * Refuses `conflict` when a store is there, `invalid_input` for a password against the rules.
   */
  begin: {
    access: 'anyone',
    input: z.strictObject({ username, name: words(80), password }),
    output: z.strictObject({
      setupId,
      recoveryWords: z.array(z.string()).length(12),
      /** The positions (1 to 12) of the two words to confirm. */
      confirm: z.tuple([z.number(), z.number()]),
    }),
  },
  /** Confirms two words of the recovery key. Refuses `invalid_input` when a word is not right. */
  confirm: {
    access: 'anyone',
    input: z.strictObject({ setupId, words: z.tuple([recoveryWord, recoveryWord]) }),
    output: nothing,
  },
  /** Makes the store, the keystore and the first supervisor, with or without demo data. */
  finish: {
    access: 'anyone',
    input: z.strictObject({ setupId, data: z.enum(['empty', 'demo']) }),
    output: setupStatus,
  },
  /** Opens a store whose key can't be had, by its recovery key; the key is kept here from then on. */
  recover: {
    access: 'anyone',
    input: z.strictObject({ recoveryWords: secret(400) }),
    output: setupStatus,
  },
});
