import { expect, test } from 'vitest';
import { letterText, type NoticeLetter } from '#main/mail/letters.ts';
import { noticedChange } from '#shared/contract/mail.contract.ts';

const notice: NoticeLetter = {
  kind: 'notice',
  name: 'Anna Larsen',
  clientId: '104882',
  changed: ['email', 'username'],
  changedAt: Date.UTC(2026, 0, 5, 14, 32),
};

test('a notice names what was changed and when, and leads nowhere', () => {
  const { subject, text } = letterText(notice, 'https://portal.hosting.example');
  expect(subject).toBe('Your account was changed');
  expect(text).toContain('on 5 January 2026, 14:32 UTC');
  expect(text).toContain('- the e-mail address on file was changed\n- the username was changed\n');
  expect(text).not.toContain('phone number on file');
  // A link in such a letter is what a thief's letter would have as well.
  expect(text).not.toMatch(/https?:|portal/i);
});

test('a notice has a line of its own for each change', () => {
  const { text } = letterText({ ...notice, changed: noticedChange.options }, null);
  const lines = text.split('\n').filter((line) => line.startsWith('- '));
  expect(new Set(lines).size).toBe(noticedChange.options.length);
});
