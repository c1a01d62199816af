/**
 * Where a key moves the active row of a list, or null when the key is none of the list's.
 * @param index the active row, -1 for none
 * @param count rows in the list
 * @param page rows that a page key moves by
 */
export function moveInList(key: string, index: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, last);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'PageDown':
      return Math.min(Math.max(index, 0) + page, last);
    case 'PageUp':
      return Math.max(index - page, 0);
    default:
      return null;
  }
}
