import { X509Certificate } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { generateDeviceKey } from '#main/connection/device-key.ts';
import { RemoteBackend } from '#main/connection/remote-backend.ts';
import { ServerLine } from '#main/connection/server-line.ts';
import { pinOf } from '#main/connection/server-trust.ts';
import type { Caller } from '#main/platform/call.ts';
import { KeptLog } from '../test-desk.ts';
import type { Certificate } from './certificates.ts';

/** A desk's side of a connection, pinned to that certificate. Ends with the test. */
export function connectTo(address: string, certificate: Certificate, token: string | null = null) {
  const kept: (string | null)[] = [];
  const log = new KeptLog();
  const remote = new RemoteBackend({
    line: new ServerLine({
      address,
      pin: pinOf(new X509Certificate(certificate.cert)),
      authorities: [],
    }),
    deviceKey: generateDeviceKey(),
    token,
    keepToken: async (value) => {
      kept.push(value);
    },
    keyProtection: async () => ({ kind: 'key-file', warning: 'Not guarded well.' }),
    appVersion: '1.2.3',
    logger: log,
  });
  onTestFinished(() => remote.close());
  const caller: Caller = { door: 'desktop', token: null, operator: false };
  return {
    remote,
    caller,
    /** The tokens that it would keep, in order. */
    kept,
    log,
    call: (channel: string, input: unknown = {}) => remote.call(channel, input, caller),
  };
}
