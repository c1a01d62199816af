import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { unseal } from '#main/platform/keystore/sealed-box.ts';
import { StoreSeal } from '#main/platform/keystore/store-seal.ts';

const first = randomBytes(32);
const second = randomBytes(32);
const before = new StoreSeal({ peppers: new Map([['one', first]]), currentPepperId: 'one' });
const after = new StoreSeal({
  peppers: new Map([
    ['one', first],
    ['two', second],
  ]),
  currentPepperId: 'two',
});
const words = Buffer.from('to anna@example.com');

test('what was sealed opens for its purpose only', () => {
  const sealed = before.seal('mail', words);
  expect(sealed.bytes.includes(words)).toBe(false);
  expect(before.unseal('mail', sealed)).toEqual(words);
  expect(() => before.unseal('mail-settings', sealed)).toThrow();
});

test('a changed byte is noticed', () => {
  const { keyId, bytes } = before.seal('mail', words);
  for (const at of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => before.unseal('mail', { keyId, bytes: changed })).toThrow();
  }
});

test('after the pepper has changed, old values still open and new ones go by the new one', () => {
  const old = before.seal('mail', words);
  expect(after.unseal('mail', old)).toEqual(words);
  expect(after.seal('mail', words).keyId).toBe('two');
  expect(() => before.unseal('mail', after.seal('mail', words))).toThrow('no pepper two');
});

test('the key is not the pepper, and is made as RFC 5869 says', () => {
  const { bytes } = before.seal('mail', words);
  expect(() => unseal(first, bytes, 'mail')).toThrow();
  const extracted = createHmac('sha256', Buffer.alloc(32)).update(first).digest();
  const key = createHmac('sha256', extracted).update('countersign seal 1\u0001').digest();
  expect(unseal(key, bytes, 'mail')).toEqual(words);
});
