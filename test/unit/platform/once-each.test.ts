import { expect, test } from 'vitest';
import { OnceEach } from '#main/platform/once-each.ts';

/** Does work that counts how often it was done. */
function counting() {
  const once = new OnceEach();
  let done = 0;
  const work = async () => {
    done += 1;
  };
  return {
    once,
    work,
    done: () => done,
    do: (id: number, name: string) => once.do(id, name, work),
  };
}

test('work is done once for each session and name, also when it is asked for at once', async () => {
  const counted = counting();
  await Promise.all(Array.from({ length: 20 }, () => counted.do(1, 'staff.list')));
  await counted.do(1, 'audit.list');
  await counted.do(2, 'staff.list');
  expect(counted.done()).toBe(3);
});

test('work that failed is done again the next time', async () => {
  const { once, work, done } = counting();
  const failing = once.do(1, 'staff.list', () => Promise.reject(new Error('full')));
  await expect(failing).rejects.toThrow('full');
  await once.do(1, 'staff.list', work);
  expect(done()).toBe(1);
});

test('a session is forgotten for the thousandth that came after it, and no sooner', async () => {
  const counted = counting();
  for (let id = 1; id <= 1000; id++) await counted.do(id, 'staff.list');
  await counted.do(1, 'staff.list');
  expect(counted.done()).toBe(1000);
  await counted.do(1001, 'staff.list');
  await counted.do(1, 'staff.list');
  expect(counted.done()).toBe(1002);
});
