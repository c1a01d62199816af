import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contractVersion, contractVersionHeader } from '#shared/contract/version.ts';
import type { Result } from '#shared/result.ts';
import {
  deviceHeader,
  proofHeader,
  proofLifetimeMs,
  wrongTimeOf,
} from '#shared/rules/device-proof.ts';
import { send } from '#test/support/web/raw-request.ts';
import { type StubHost, startStubHost } from '#test/support/web/stub-host.ts';
import { newTestDevice } from '#test/support/web/test-device.ts';
import { enterWebHost, type WebSession } from '#test/support/web/web-session.ts';

const now = Date.UTC(2030, 0, 2, 3, 4, 5);
const channel = 'session.current';
const body = '{}';

let stub: StubHost;
let session: WebSession;
beforeEach(async () => {
  // A clock that is nowhere near this machine's: proofs are judged by the backend's alone.
  stub = await startStubHost(undefined, { now: () => now });
  session = await enterWebHost(stub.host);
});
afterEach(() => stub.close());

/** Calls with exactly these headers beside those of every call. */
async function post(headers: Record<string, string>, to = channel): Promise<Result<unknown>> {
  const reply = await send({
    port: stub.port,
    method: 'POST',
    path: `/call/${to}`,
    headers: { ...session.callHeaders(), ...headers },
    body,
  });
  return JSON.parse(reply.body);
}
const device = newTestDevice();
const proven = (change: Partial<Parameters<typeof device.prove>[0]> = {}) =>
  device.headers({ channel, body, at: now, ...change });

describe('a device', () => {
  test('that proves itself is known by its key’s hash', async () => {
    expect(await post(proven())).toMatchObject({ ok: true });
    expect(stub.calls[0]?.caller).toMatchObject({ device: device.id });
  });

  const mallory = newTestDevice();
  const otherCurve = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const edwards = generateKeyPairSync('ed25519');
  const asDer = { format: 'der', type: 'spki' } as const;
  const spki = Buffer.from(device.device, 'base64url');
  const flipped = (at: number) => {
    const copy = Buffer.from(spki);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy.toString('base64url');
  };
  const signature = (proven()[proofHeader] ?? '').split('.')[1] ?? '';
  const wrong: Readonly<Record<string, () => Record<string, string>>> = {
    'no headers': () => ({}),
    'a key without a proof': () => ({ [deviceHeader]: device.device }),
    'a proof without a key': () => ({ [proofHeader]: device.prove({ channel, body, at: now }) }),
    'the proof of another device': () => ({
      [deviceHeader]: device.device,
      [proofHeader]: mallory.prove({ channel, body, at: now }),
    }),
    'a proof for another channel': () => proven({ channel: 'session.pulse' }),
    'a proof for another body': () => proven({ body: '{ }' }),
    'a proof whose time was changed': () => ({
      [deviceHeader]: device.device,
      [proofHeader]: `${now + 1}.${signature}`,
    }),
    'a signature of zeros': () => ({
      [deviceHeader]: device.device,
      [proofHeader]: `${now}.${'A'.repeat(86)}`,
    }),
    'a signature in DER': () => ({
      [deviceHeader]: device.device,
      [proofHeader]: `${now}.${sign('sha256', Buffer.from('x'), otherCurve.privateKey).toString('base64url')}`,
    }),
    'a key on another curve': () => ({
      ...proven(),
      [deviceHeader]: otherCurve.publicKey.export(asDer).toString('base64url'),
    }),
    'an RSA key': () => ({
      ...proven(),
      [deviceHeader]: rsa.publicKey.export(asDer).toString('base64url'),
    }),
    'an Ed25519 key': () => ({
      ...proven(),
      [deviceHeader]: edwards.publicKey.export(asDer).toString('base64url'),
    }),
    'a point that is not on the curve': () => ({ ...proven(), [deviceHeader]: flipped(90) }),
    'a changed head': () => ({ ...proven(), [deviceHeader]: flipped(20) }),
    'more than the key': () => ({ ...proven(), [deviceHeader]: `${device.device}AAAA` }),
    'a very long key': () => ({ ...proven(), [deviceHeader]: 'A'.repeat(8000) }),
    'no base64': () => ({ ...proven(), [deviceHeader]: '!"#¤%' }),
  };

  test.each(Object.entries(wrong))('that shows %s has proved nothing', async (_what, headers) => {
    expect(await post(headers())).toMatchObject({ ok: true });
    expect(stub.calls[0]?.caller.device).toBeUndefined();
    // Such a device opens no session: the backend is not even asked.
    expect(await post(headers(), 'session.signIn')).toMatchObject({
      ok: false,
      error: { code: 'not_allowed' },
    });
    expect(stub.calls).toHaveLength(1);
  });

  test.each([-proofLifetimeMs, 0, proofLifetimeMs])(
    'may be %d ms away from the server’s time',
    async (off) => {
      expect(await post(proven({ at: now + off }))).toMatchObject({ ok: true });
      expect(stub.calls[0]?.caller).toMatchObject({ device: device.id });
    },
  );

  test.each([-proofLifetimeMs - 1, proofLifetimeMs + 1, -now])(
    'that is %d ms away is told the time, and nothing has been asked of the backend',
    async (off) => {
      const result = await post(proven({ at: now + off }));
      expect(result).toMatchObject({ ok: false, error: { code: 'store_unavailable' } });
      expect(wrongTimeOf(result)).toBe(now);
      expect(stub.calls).toEqual([]);
    },
  );
});

describe('a desk of another version', () => {
  test.each(['', '0', String(contractVersion + 1), '1.0', '-1', '01x', '9'.repeat(30)])(
    'that says %j is told which side to renew, whatever it asks',
    async (said) => {
      const app = /^\d{1,9}$/.test(said) ? Number(said) : 0;
      for (const to of ['setup.status', channel, 'rooms.fromTomorrow']) {
        const result = await post({ ...proven(), [contractVersionHeader]: said }, to);
        expect(result).toMatchObject({
          ok: false,
          error: { code: 'other_version', details: { server: contractVersion, app } },
        });
        const words = app > contractVersion ? 'server is older' : 'server is newer';
        expect(JSON.stringify(result)).toContain(words);
      }
      expect(stub.calls).toEqual([]);
    },
  );

  test('that says none is older than versions', async () => {
    const { [contractVersionHeader]: _said, ...headers } = session.callHeaders();
    const path = `/call/${channel}`;
    const reply = await send({ port: stub.port, method: 'POST', path, headers, body });
    expect(JSON.parse(reply.body)).toMatchObject({
      error: { code: 'other_version', details: { app: 0 } },
    });
  });
});
