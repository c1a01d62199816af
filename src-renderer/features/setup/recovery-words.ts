/** The words of a recovery key as typed, pasted or copied with their numbers, in lower case. */
export function recoveryWordsIn(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}
