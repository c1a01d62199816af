import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressGroup } from '#main/session/address-group.ts';

describe('addressGroup', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8::2:0:0:0:1', '2001:db8:0:2'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s counts as %s', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });

  it('is the same for all of one network of 64 bits, however they are written', () => {
    const group = fc.integer({ min: 1, max: 0xffff }).map((bits) => bits.toString(16));
    const four = fc.tuple(group, group, group, group);
    fc.assert(
      fc.property(four, four, (network, host) => {
        const expected = network.join(':');
        const written = [...network, ...host].join(':');
        expect(addressGroup(written)).toBe(expected);
        expect(addressGroup(written.toUpperCase())).toBe(expected);
        expect(addressGroup(`${expected}::`)).toBe(expected);
      }),
    );
  });

  it('tells IPv4 addresses apart', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), (one, other) => {
        expect(addressGroup(one) === addressGroup(other)).toBe(one === other);
        expect(addressGroup(`::ffff:${one}`)).toBe(one);
      }),
    );
  });
});
