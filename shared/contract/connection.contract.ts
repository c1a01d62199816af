import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { nothing, requiredLine, time } from './fields.ts';
import { setupStatus } from './setup.contract.ts';

/** A certificate's SHA-256 as `AA:BB:…`, typed with or without colons, spaces and capitals. */
export const fingerprint = z
  .string()
  .max(200)
  .transform((text) => text.replaceAll(/[\s:.-]/g, '').toUpperCase())
  .refine((hex) => /^[0-9A-F]{64}$/.test(hex), 'must be 64 of 0-9 and A-F')
  .transform((hex) => (hex.match(/../g) ?? []).join(':'));

/** What a server's certificate says of itself. */
export const certificateView = z.strictObject({
  /** SHA-256, as `AA:BB:…`. */
  fingerprint: z.string(),
  issuedTo: z.string(),
  issuedBy: z.string(),
  validFrom: time,
  validTo: time,
});
export type CertificateView = z.infer<typeof certificateView>;

/** Who vouches for a server: an authority this computer knows, for this very name; or nobody. */
export const serverTrust = z.enum(['known_authority', 'unknown_authority', 'other_name']);
export type ServerTrust = z.infer<typeof serverTrust>;

export const serverView = z.strictObject({
  /** As an origin: `https://desk.example.com`, with the port where it is not 443. */
  address: z.string(),
  trust: serverTrust,
  certificate: certificateView,
  /** Whether app and server fit together, and if not, which of them has to be renewed. */
  fit: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fits'), appVersion: z.string() }),
    z.strictObject({ kind: z.literal('other_version'), message: z.string() }),
  ]),
});
export type ServerView = z.infer<typeof serverView>;

/** How this desk is connected. */
export const connectionView = z.strictObject({
  address: z.string(),
  /** `pinned`: to this one certificate; else whichever a known authority signs for the name. */
  trust: z.enum(['known_authority', 'pinned']),
  /** Null where the server, which alone has it, can't be asked. */
  certificate: certificateView.nullable(),
});
export type ConnectionView = z.infer<typeof connectionView>;

const address = requiredLine(300);

/**
 * The desktop app's way to a team's server; elsewhere every channel refuses `not_allowed`. The rule
 * of who may is inside, for there may be no store to sign in at:
 * - on an empty folder, and not connected: anyone;
 * - where a store is open or a connection works: a supervisor who is signed in there;
 * - where neither can be used: whoever types the server's fingerprint as it was given to them.
 */
export const connectionChannels = defineChannels({
  /** How this desk is connected now; null when its store is its own. */
  view: {
    access: 'anyone',
    passive: true,
    input: nothing,
    output: z.strictObject({ connection: connectionView.nullable() }),
  },
  /**
   * Looks at a server without telling it anything. Refuses `not_allowed`, also to those who have to
   * type the fingerprint: what a stranger's server shows must not be there to copy. Refuses
   * `invalid_input` for what is no https address, `server_away` when no desk server answers there,
   * and `conflict` for a certificate that is out of date.
   */
  inspect: { access: 'anyone', input: z.strictObject({ address }), output: serverView },
  /**
   * Connects to a server from now on; a local store stays where it is, closed. `fingerprint` is
   * that of the certificate to trust; null will do where a known authority vouches for it. Refuses
   * as `inspect` does, `conflict` when the server shows another certificate, and `other_version`.
   */
  connect: {
    access: 'anyone',
    input: z.strictObject({ address, fingerprint: fingerprint.nullable() }),
    output: setupStatus,
  },
  /** Goes back to the local store, or to set-up. Refuses `not_allowed`; needs a supervisor. */
  disconnect: { access: 'anyone', input: nothing, output: setupStatus },
});
