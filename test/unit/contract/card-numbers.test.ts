import { describe, expect, test } from 'vitest';
import { reason } from '#shared/contract/fields.ts';
import { setupChannels } from '#shared/contract/setup.contract.ts';
import { staffChannels } from '#shared/contract/staff.contract.ts';

const card = '5555 5555 5555 4444';
const person = { username: 'astrid', name: 'Astrid Moe', password: 'a password of twelve or more' };

describe('free text that is kept refuses a card number, and says why without repeating it', () => {
  test.each([
    ['a reason', reason, 'Reached on the number on record', `Paid with ${card}`],
    [
      'a colleague’s name',
      staffChannels.add.input,
      { ...person, role: 'agent', worksOn: 'both' },
      { ...person, role: 'agent', worksOn: 'both', name: card },
    ],
    ['the first supervisor’s name', setupChannels.begin.input, person, { ...person, name: card }],
  ])('%s', (_what, schema, good, bad) => {
    expect(schema.safeParse(good).success).toBe(true);
    const { error } = schema.safeParse(bad);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining('payment card number'),
    ]);
    expect(JSON.stringify(error)).not.toContain('4444');
  });
});
