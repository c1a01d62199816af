/** What of a keyboard event decides whether it is a certain key. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'
>;

const isLetter = (key: string) => /^[a-z]$/i.test(key);

/**
 * Whether a key press is `keys` (`/`, `V`, `Alt+L`, `Ctrl+Enter`). Letters match without Shift.
 * Signs match by what they print, wherever the layout has them. With Alt, letters also match by
 * position, because Alt prints another character on some systems.
 */
export function matchesKey(press: KeyPress, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const needs = (name: string) => parts.slice(0, -1).includes(name);
  if (press.altKey !== needs('Alt')) return false;
  if ((press.ctrlKey || press.metaKey) !== needs('Ctrl')) return false;
  if ((key.length > 1 || isLetter(key)) && press.shiftKey !== needs('Shift')) return false;
  if (press.key.toLowerCase() === key.toLowerCase()) return true;
  return press.altKey && isLetter(key) && press.code === `Key${key.toUpperCase()}`;
}

/** Whether keys typed into this element write text or choose in it. */
export function isTypingTarget(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox'].includes(target.type);
  // Lists and menus find their options by typing.
  return target.closest('[role=listbox],[role=menu],[role=option],[role=menuitem]') !== null;
}
