import { isIPv6 } from 'node:net';

const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * What counts as one address: an IPv4 address, in whatever form it is written, and of IPv6 the
 * first 64 bits, because whoever has one of those addresses has them all (RFC 4291).
 */
export function addressGroup(address: string): string {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return plain;
  const canonical = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const [, high, low] = mapped.exec(canonical) ?? [];
  if (high !== undefined && low !== undefined) return `${dotted(high)}.${dotted(low)}`;
  const [left = '', right = ''] = canonical.split('::');
  const before = groupsOf(left);
  const after = groupsOf(right);
  const missing = canonical.includes('::') ? 8 - before.length - after.length : 0;
  return [...before, ...Array<string>(missing).fill('0'), ...after].slice(0, 4).join(':');
}

const groupsOf = (text: string) => (text === '' ? [] : text.split(':'));

function dotted(group: string): string {
  const bits = Number.parseInt(group, 16);
  return `${bits >> 8}.${bits & 255}`;
}
