import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskEmail, maskPhone, maskUsername } from '#shared/rules/masking.ts';

const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzøß0123456789'),
  maxLength: 20,
});

describe('masking', () => {
  test.each([
    ['anna@example.com', 'a•••@ex•••.com'],
    ['a@example.co.uk', '•••@ex•••.uk'],
    ['ab@x.io', 'a•••@•••.io'],
    ['no address', '•••'],
    ['', '•••'],
  ])('shows %s as %s', (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });

  test('shows two digits of a number, and none of a short one', () => {
    expect(maskPhone('+47 22 33 44 42')).toBe('•••• 42');
    expect(maskPhone('12345')).toBe('••••');
  });

  test('shows the start of a username', () => {
    expect(maskUsername('larsendata')).toBe('la•••');
    expect(maskUsername('anna')).toBe('a•••');
    expect(maskUsername('x')).toBe('•••');
  });

  test('never shows more of an e-mail address than the rule, nor how long it is', () => {
    fc.assert(
      fc.property(letters, letters, fc.constantFrom('com', 'de', 'no'), (local, host, ending) => {
        const masked = maskEmail(`${local}@${host}.${ending}`);
        expect(masked).toMatch(/^(?:.?•••@.{0,2}•••\.(?:com|de|no)|•••)$/u);
        const shown = masked.split('@')[0]?.replace('•••', '') ?? '';
        expect(shown.length * 2).toBeLessThanOrEqual(Math.max(local.length, 0));
      }),
    );
  });

  test('never shows more of a number than its last two digits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 25 }), (phone) => {
        expect(maskPhone(phone)).toMatch(/^••••(?: \d\d)?$/);
      }),
    );
  });

  test('never shows more than half of a username, and never over two letters', () => {
    fc.assert(
      fc.property(letters, (username) => {
        const shown = [...maskUsername(username).replace('•••', '')].length;
        expect(shown).toBeLessThanOrEqual(Math.min(2, username.length / 2));
      }),
    );
  });
});
