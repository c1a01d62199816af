import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moveInList } from '#renderer/ui/list-keys.ts';

const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp'];

describe('moveInList', () => {
  test('never leaves the list, wherever it starts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: -1, max: 999 }),
        fc.integer({ min: 1, max: 50 }),
        (key, count, start, page) => {
          const index = moveInList(key, Math.min(start, count - 1), count, page);
          expect(index).toBeGreaterThanOrEqual(0);
          expect(index).toBeLessThan(count);
        },
      ),
    );
  });

  test('the first arrow down reaches the first row', () => {
    expect(moveInList('ArrowDown', -1, 5, 3)).toBe(0);
  });

  test('an empty list and other keys move nothing', () => {
    expect(moveInList('ArrowDown', -1, 0, 3)).toBeNull();
    expect(moveInList('Enter', 0, 5, 3)).toBeNull();
  });
});
