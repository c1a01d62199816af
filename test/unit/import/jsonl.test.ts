import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestLine } from '#main/import/limits.ts';
import { readAll, sourceOf } from '#test/support/import/source-of.ts';

const read = (lines: readonly (object | string)[]) =>
  readAll(
    sourceOf(lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')),
  );

describe('JSON Lines', () => {
  test('read back the same, whatever stands in them', async () => {
    // The sign for what is no text is refused, by a test of its own.
    const value = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .filter((text) => !text.includes('\ufffd'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ name: value, mail: value }), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const { plan, records } = await read(rows);
          expect(plan).toMatchObject({ format: 'jsonl', headings: ['name', 'mail'] });
          expect(records).toEqual(
            rows.map(({ name, mail }, at) => ({ line: at + 1, cells: [name, mail] })),
          );
        },
      ),
    );
  });

  test('have a column for each way that their objects are nested', async () => {
    const { plan, records } = await read([
      {
        id: 1,
        address: { city: 'Oslo' },
        tags: ['a', 2, null],
        contacts: [{ name: 'Per' }, { name: 'Ida' }],
      },
      '',
      { id: 2, vip: true, address: { city: null } },
    ]);
    expect(plan.headings).toEqual([
      ...['id', 'address.city', 'tags', 'contacts.1.name', 'contacts.2.name', 'vip'],
    ]);
    expect(records).toEqual([
      { line: 1, cells: ['1', 'Oslo', 'a, 2, ', 'Per', 'Ida', ''] },
      { line: 3, cells: ['2', '', '', '', '', 'true'] },
    ]);
  });

  test('keep numbers as they are written', async () => {
    const { records } = await read(['{"id":10488210488210488210,"pin":1.50}']);
    expect(records).toEqual([{ line: 1, cells: ['10488210488210488210', '1.50'] }]);
  });

  test.each([
    ['no JSON', '{"a":1', 'json'],
    ['a list', '[1]', 'json'],
    ['a text', '"a"', 'json'],
    ['nested too deep', '{"a":{"b":{"c":{"d":{"e":1}}}}}', 'json'],
    ['nested as deep as a stack', `{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 'json'],
    ['two ways to one name', '{"a":{"b":1},"a.b":2}', 'json'],
    [
      'more names than are read',
      JSON.stringify(Object.fromEntries(Array.from({ length: 257 }, (_, at) => [`k${at}`, 1]))),
      'json',
    ],
    ['half a character, escaped', '{"a":"\\ud800"}', 'encoding'],
    ['a mark within', '\ufeff{"a":1}', 'json'],
    ['a longer line than is read', JSON.stringify({ a: 'x'.repeat(longestLine) }), 'row_too_long'],
    ['a longer cell than is read', JSON.stringify({ a: 'x'.repeat(5000) }), 'cell_too_long'],
  ])('with %s are refused, and the next is read', async (_, line, problem) => {
    const { records } = await readAll(sourceOf(`{"a":0}\n${line}\r\n{"a":2}\n`), {
      format: 'jsonl',
    });
    expect(records).toMatchObject([
      { line: 1, cells: ['0'] },
      { line: 2, problem },
      { line: 3, cells: ['2'] },
    ]);
  });

  test('with a name that none before it has are refused once the beginning is past', async () => {
    const many = Array.from({ length: 30_000 }, () => '{"a":"0123456789012345678901234567890"}');
    const { plan, records } = await read([...many, { a: 1, late: 2 }]);
    expect(plan.headings).toEqual(['a']);
    expect(records.at(-1)).toEqual({ line: 30_001, problem: 'columns', column: null });
  });
});
