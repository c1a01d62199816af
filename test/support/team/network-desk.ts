import { X509Certificate } from 'node:crypto';
import { generateDeviceKey } from '#main/connection/device-key.ts';
import { RemoteBackend } from '#main/connection/remote-backend.ts';
import { ServerLine } from '#main/connection/server-line.ts';
import { pinOf } from '#main/connection/server-trust.ts';
import type { Caller } from '#main/platform/call.ts';
import { buildDesk, type Desk } from '#shared/contract/index.ts';
import type { SessionView } from '#shared/contract/session.contract.ts';
import { KeptLog } from '../kept-log.ts';
import { must } from '../test-desk.ts';

interface Person {
  readonly username: string;
  readonly password: string;
}

/** A desk of a team, connected to its servers over the network: one device, one session. */
export interface NetworkDesk {
  /** The same session by way of each server, in the order of their addresses. */
  readonly by: readonly Desk[];
  /** Signs in at one of the servers. */
  signIn(person: Person, at?: number): Promise<SessionView>;
  close(): Promise<void>;
}

/** A desk with the product's own client of the servers' protocol. */
export function networkDesk(addresses: readonly string[], certificate: string): NetworkDesk {
  const deviceKey = generateDeviceKey();
  const pin = pinOf(new X509Certificate(certificate));
  const caller: Caller = { door: 'desktop', token: null, operator: false };
  const backends = addresses.map(
    (address) =>
      new RemoteBackend({
        line: new ServerLine({ address, pin, authorities: [] }),
        deviceKey,
        token: null,
        keepToken: async () => {},
        keyProtection: async () => ({ kind: 'key-file', warning: null }),
        appVersion: '0.0.0-test',
        logger: new KeptLog(),
      }),
  );
  const by = backends.map((backend) =>
    buildDesk((channel, input) => backend.call(channel, input, caller)),
  );
  return {
    by,
    async signIn(person, at = 0) {
      const verdict = must((await by[at]?.session.signIn(person)) ?? noServer);
      if (verdict.kind !== 'signed_in') throw new Error(`Sign-in: ${verdict.kind}`);
      return verdict.session;
    },
    async close() {
      for (const backend of backends) await backend.close();
    },
  };
}

const noServer = { ok: false, error: { code: 'internal', message: 'No such server' } } as const;
