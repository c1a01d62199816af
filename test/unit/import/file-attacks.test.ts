import { describe, expect, test } from 'vitest';
import { readAll, sourceOf } from '#test/support/import/source-of.ts';

describe('a file is refused as a whole', () => {
  test.each([
    ['nothing in it', 'empty', ''],
    ['nothing but space', 'empty', '\n \n'],
    ['an old workbook', 'format', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex')],
    ['a packed file', 'format', Buffer.from('1f8b0800000000000003000000', 'hex')],
    ['a PDF', 'format', '%PDF-1.7\n1 0 obj'],
    ['a page', 'format', '<!DOCTYPE html><table>'],
    ['a JSON list', 'format', '[\n {"a": 1}]'],
    ['NUL in it', 'format', 'Name,Mail\nAnna\0,x\n'],
    ['a program', 'format', Buffer.from('4d5a90000300000004000000ffff0000b8', 'hex')],
    ['more columns than are read', 'too_many_columns', `${'a,'.repeat(256)}a\n`],
    ['a heading of the prototype', 'headings', 'Name,__proto__\n1,2\n'],
    ['a heading of the constructor', 'headings', 'Name,Constructor\n1,2\n'],
    ['a nested heading of the prototype', 'headings', '{"a":{"constructor":{"prototype":1}}}'],
    ['a key of the prototype', 'headings', '{"__proto__":{"polluted":1}}'],
    ['a heading that turns around', 'headings', 'Name,\u202eliam\n1,2\n'],
    ['a heading too long', 'headings', `${'x'.repeat(200)},b\n1,2\n`],
    ['headings without a name', 'headings', ',,\n1,2,3\n'],
    ['headings with a quote out of place', 'headings', 'Na"me,b\n1,2\n'],
    ['headings that never end', 'headings', `"${'x'.repeat(70_000)}`],
    ['a line of headings that never ends', 'headings', 'x'.repeat(200_000)],
  ])('with %s', async (_, problem, content) => {
    await expect(readAll(sourceOf(content))).rejects.toMatchObject({ problem });
    expect('polluted' in {}).toBe(false);
  });
});

test('others have their turn while a file of nothing but line ends is read', async () => {
  let turns = 0;
  const count = () => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  const { records } = await readAll(sourceOf(`Name,Mail\nAnna,x\n${'\n'.repeat(1_000_000)}`));
  clearImmediate(next);
  expect(records).toHaveLength(1);
  expect(turns).toBeGreaterThan(5);
});
