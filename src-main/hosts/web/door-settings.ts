import { isIP } from 'node:net';
import { ServedCertificate, type TlsFiles } from './certificate.ts';
import { loopbackPlace } from './loopback-place.ts';
import type { Place } from './place.ts';
import { teamPlace } from './team-place.ts';

/** One browser on this machine, let in by a link that is good once. */
export interface LoopbackDoor {
  readonly kind: 'loopback';
  /** The port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
}

/** A team's server. It serves by TLS alone, its own or that of a proxy in front of it. */
export interface TeamDoor {
  readonly kind: 'team';
  /** The address of this machine to listen on; 0.0.0.0 is all of them. */
  readonly host: string;
  readonly port: number;
  readonly tls: TlsFiles | null;
  /** The address of the one proxy it answers, which provides TLS; null where it stands by itself. */
  readonly behindProxy: string | null;
  /** The one origin people reach it by; null is every name and address in its certificate. */
  readonly publicUrl: string | null;
}

export type DoorSettings = LoopbackDoor | TeamDoor;

/**
 * Why a team's server can't be started with these settings, in words for people; null when it can.
 * Whatever serves passwords and codes beyond this machine does so by TLS.
 */
export function wrongDoor({ host, tls, behindProxy, publicUrl }: TeamDoor): string | null {
  if (tls === null && behindProxy === null)
    return 'A team’s server needs TLS: give it --tls-cert and --tls-key, or --behind-proxy with the address of the proxy in front of it that provides TLS';
  if (isIP(host) === 0)
    return 'Give --host an address of this machine (0.0.0.0 for all of them), not a name';
  if (behindProxy !== null && isIP(behindProxy) === 0)
    return 'Give --behind-proxy the proxy’s address (192.0.2.7), not its name';
  if (tls === null && publicUrl === null)
    return 'Without a certificate of its own the server does not know its name: give it --public-url';
  if (publicUrl !== null && !isHttpsOrigin(publicUrl))
    return 'Give --public-url as https and a name, with the port if it is not 443: https://desk.example.com';
  return null;
}

/** Makes the place that these settings describe. Rejects, in words for people, when there is none. */
export async function openPlace(
  door: DoorSettings,
): Promise<{ readonly place: Place; readonly certificate: ServedCertificate | null }> {
  if (door.kind === 'loopback') return { place: loopbackPlace, certificate: null };
  const wrong = wrongDoor(door);
  if (wrong !== null) throw new Error(wrong);
  const certificate = door.tls === null ? null : await ServedCertificate.open(door.tls);
  return { place: teamPlace({ ...door, certificate }), certificate };
}

function isHttpsOrigin(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && (text === url.origin || text === `${url.origin}/`);
}
