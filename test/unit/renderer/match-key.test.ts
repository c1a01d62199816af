import { describe, expect, test } from 'vitest';
import { type KeyPress, matchesKey } from '#renderer/ui/hotkeys/match-key.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  const none = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
  return { key, code: '', ...none, ...held };
}

describe('matchesKey', () => {
  test.each([
    ['a letter, however it is written', press('v'), 'V', true],
    ['a letter under caps lock', press('V'), 'V', true],
    ['a letter with Shift is another key', press('V', { shiftKey: true }), 'V', false],
    ['a sign wherever the layout has it', press('/', { shiftKey: true }), '/', true],
    ['the question mark', press('?', { shiftKey: true }), '?', true],
    ['a letter with Alt', press('l', { altKey: true }), 'Alt+L', true],
    ['Alt that prints another sign', press('¬', { altKey: true, code: 'KeyL' }), 'Alt+L', true],
    ['a plain key while Alt is held', press('l', { altKey: true }), 'L', false],
    ['Ctrl, or Command on a Mac', press('Enter', { metaKey: true }), 'Ctrl+Enter', true],
    ['Enter alone is not Ctrl+Enter', press('Enter'), 'Ctrl+Enter', false],
    ['position counts only with Alt', press('¬', { code: 'KeyL' }), 'L', false],
  ])('%s', (_what, event, keys, expected) => {
    expect(matchesKey(event, keys)).toBe(expected);
  });
});
