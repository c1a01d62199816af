import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { SecretHasher } from '#main/platform/crypto/secret-hasher.ts';
import { testHashCost } from '#test/support/test-hash-cost.ts';

test('a hash that nobody waits for begins only when none is waited for any more', async () => {
  const hasher = new SecretHasher(new Map([['p', randomBytes(32)]]), 'p', testHashCost);
  const ended: string[] = [];
  const note = (name: string) => (tag: Buffer) => {
    ended.push(name);
    return tag;
  };
  const setting = hasher.currentSetting();
  const first = hasher.tag('first', setting).then(note('front'));
  const behind = ['one', 'two', 'three'].map((code) =>
    hasher.tagInBackground(code, setting).then(note('behind')),
  );
  const rest = Array.from({ length: 12 }, (_, place) =>
    hasher.tag(`code ${place}`, setting).then(note('front')),
  );
  await Promise.all([first, ...behind, ...rest]);
  expect(ended).toEqual([...Array(13).fill('front'), ...Array(3).fill('behind')]);
  const again = await hasher.tagInBackground('first', setting);
  expect(again).toEqual(await first);
});
