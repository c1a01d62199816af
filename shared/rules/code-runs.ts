const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyz';
/** The rows of the usual keyboards, one after the other. */
const keyboards = [
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
];
const reversed = (text: string) => Array.from(text).reverse().join('');
const tracks = [digits, letters, ...keyboards].flatMap((track) => [track, reversed(track)]);

/**
 * Whether a canonical code is one piece said at least twice over ('aaaaaaaa', 'abcabcab',
 * 'hellohello'), the piece being shorter than `shortest`: saying it again adds nothing.
 */
export function isRepeatedRun(canonical: string, shortest: number): boolean {
  const characters = Array.from(canonical);
  for (let period = 1; period < shortest && period * 2 <= characters.length; period++) {
    if (characters.every((character, at) => at < period || character === characters[at - period]))
      return true;
  }
  return false;
}

/**
 * Whether a canonical code is one run up or down: neighbours in Unicode ('12345678', 'hgfedcba'),
 * or along the digits, the alphabet or the rows of a keyboard, which start again at their end.
 */
export function isSequentialRun(canonical: string): boolean {
  const points = Array.from(canonical, (character) => character.codePointAt(0) ?? 0);
  if (points.length < 2) return false;
  const neighbours = [1, -1].some((step) =>
    points.every((point, at) => at === 0 || point - (points[at - 1] ?? 0) === step),
  );
  return (
    neighbours ||
    tracks.some((track) =>
      track.repeat(Math.ceil(canonical.length / track.length) + 1).includes(canonical),
    )
  );
}
