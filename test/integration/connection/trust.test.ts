import { beforeAll, describe, expect, test } from 'vitest';
import { lookAtServer } from '#main/connection/look-at-server.ts';
import { ServerFailure } from '#main/connection/server-failure.ts';
import { ServerLine } from '#main/connection/server-line.ts';
import { knownAuthorities, type Pin } from '#main/connection/server-trust.ts';
import {
  type Certificate,
  type CertificateOptions,
  fingerprintOf,
  makeCertificate,
} from '#test/support/team/certificates.ts';
import { type StandIn, startStandIn } from '#test/support/team/tls-stand-in.ts';

const day = 24 * 60 * 60 * 1000;
const ago = (days: number) => new Date(Date.now() - days * day);

let authority: Certificate;
const signed = (options: CertificateOptions = {}) => makeCertificate({ ...options, authority });
beforeAll(async () => {
  authority = await makeCertificate({ name: 'Example Authority', isAuthority: true });
});

const pinOn = (certificate: Certificate): Pin => ({
  fingerprint: fingerprintOf(certificate),
  certificate: certificate.cert,
});

/** Posts once over a line that trusts so; what came of it. */
async function post(server: StandIn, pin: Pin | null, authorities: readonly string[] = []) {
  const line = new ServerLine({ address: server.address, pin, authorities });
  try {
    return (await line.post('/call/setup.status', { cookie: 'canary' }, '{}', 10_000)).status;
  } catch (error) {
    return error instanceof ServerFailure ? error.kind : error;
  } finally {
    await line.close();
  }
}

/** It came to a handshake, and nothing was said. */
function expectNothingSaid(server: StandIn) {
  expect(server.handshakes).toBeGreaterThan(0);
  expect(server.bytes).toBe(0);
  expect(server.requests).toEqual([]);
}

describe('a pinned certificate', () => {
  test('is trusted, whoever signed it and whatever name it is for', async () => {
    for (const certificate of [
      await makeCertificate(),
      await makeCertificate({ isAuthority: true }),
      await signed({ names: ['elsewhere.test'], addresses: [] }),
    ]) {
      const server = await startStandIn({ certificate });
      expect(await post(server, pinOn(certificate))).toBe(200);
      expect(server.bytes).toBeGreaterThan(0);
    }
  });

  test('is the only one: another is refused before a byte is said', async () => {
    const pinned = await makeCertificate({ isAuthority: true });
    const others = {
      'one like it': await makeCertificate({ isAuthority: true }),
      'one that a known authority signed': await signed(),
      'one that the pinned one signed': await makeCertificate({ name: 'below', authority: pinned }),
    };
    for (const [which, certificate] of Object.entries(others)) {
      const server = await startStandIn({ certificate });
      expect(await post(server, pinOn(pinned), [authority.cert]), which).toBe('certificate');
      expectNothingSaid(server);
    }
  });

  test('is not trusted out of its time', async () => {
    for (const certificate of [
      await makeCertificate({ from: ago(30), to: ago(1) }),
      await makeCertificate({ from: ago(-1), to: ago(-30) }),
    ]) {
      const server = await startStandIn({ certificate });
      expect(await post(server, pinOn(certificate))).toBe('out_of_date');
      expectNothingSaid(server);
    }
  });
});

describe('without a pin', () => {
  test('a certificate of a known authority for the name is trusted', async () => {
    const server = await startStandIn({ certificate: await signed() });
    expect(await post(server, null, [authority.cert])).toBe(200);
  });

  test.each([
    ['of an authority that is not known', async () => makeCertificate(), 'certificate'],
    ['for another name', () => signed({ addresses: ['127.0.0.2'] }), 'certificate'],
    ['that has ended', () => signed({ from: ago(30), to: ago(1) }), 'out_of_date'],
  ])('one %s is refused before a byte is said', async (_which, make, kind) => {
    const server = await startStandIn({ certificate: await make() });
    expect(await post(server, null, [authority.cert])).toBe(kind);
    expectNothingSaid(server);
  });
});

describe('looking at a server', () => {
  const look = async (certificate: Certificate) => {
    const server = await startStandIn({ certificate });
    const seen = await lookAtServer(server.address, [authority.cert]);
    return { server, seen };
  };

  test('tells who vouches for it, and says nothing', async () => {
    const unknown = await makeCertificate();
    for (const [certificate, trust] of [
      [await signed(), 'known_authority'],
      [await signed({ addresses: ['127.0.0.2'] }), 'other_name'],
      [unknown, 'unknown_authority'],
    ] as const) {
      const { server, seen } = await look(certificate);
      expect(seen.trust).toBe(trust);
      expect(seen.certificate.fingerprint256).toBe(fingerprintOf(certificate));
      expectNothingSaid(server);
    }
  });

  test('finds nothing where nothing listens, and nothing to trust in the past', async () => {
    const { server } = await look(await makeCertificate());
    await server.close();
    await expect(lookAtServer(server.address, [])).rejects.toMatchObject({ kind: 'no_answer' });
    const old = await makeCertificate({ from: ago(30), to: ago(1) });
    await expect(look(old)).rejects.toMatchObject({ kind: 'out_of_date' });
  });

  test('knows the authorities that come with the program', () => {
    expect(knownAuthorities().length).toBeGreaterThan(50);
  });
});
