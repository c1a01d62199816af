/** Letters that join or part by an invisible sign in their own scripts, where names need it. */
const joining =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Mongolian}\p{Script=Khmer}])[\u200c\u200d]/gu;

/** Not seen, or turning what stands beside it around: control, format, private, unassigned. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Scripts with letters that look like another's: `Раурal` is not `Paypal`. */
const lookAlikes = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/**
 * Whether a line holds signs that nobody sees: control characters, marks that turn the direction
 * (Unicode TR 36, section 3.2), invisible joiners but where a script needs them.
 */
export function hidesCharacters(text: string): boolean {
  return unseen.test(text.replace(joining, ''));
}

/**
 * Whether one word mixes scripts whose letters look alike (Unicode TS 39, section 5.1). Words of
 * different scripts beside each other are how people write.
 */
export function mixesScripts(text: string): boolean {
  return text
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => lookAlikes.filter((script) => script.test(word)).length > 1);
}
