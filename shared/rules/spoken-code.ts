/** The spelling alphabet of telephony and aviation (ICAO Annex 10, volume II; ITU Radio Regulations). */
const spoken: Readonly<Record<string, string>> = {
  A: 'Alfa',
  B: 'Bravo',
  C: 'Charlie',
  D: 'Delta',
  E: 'Echo',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  I: 'India',
  J: 'Juliett',
  K: 'Kilo',
  L: 'Lima',
  M: 'Mike',
  N: 'November',
  O: 'Oscar',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  S: 'Sierra',
  T: 'Tango',
  U: 'Uniform',
  V: 'Victor',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
  Z: 'Zulu',
  '0': 'Zero',
  '1': 'One',
  '2': 'Two',
  '3': 'Three',
  '4': 'Four',
  '5': 'Five',
  '6': 'Six',
  '7': 'Seven',
  '8': 'Eight',
  '9': 'Nine',
};

/** One piece of a code: as it is shown, and as it is said. */
export interface SpokenPart {
  readonly shown: string;
  readonly said: string;
}

/** How a generated code is made up: four words, or characters. */
export type CodeForm = 'words' | 'characters';

/**
 * A generated code in the pieces in which it is read out, in groups with a breath between them:
 * each word by itself, or the characters by the spelling alphabet in the groups they are drawn in.
 * What the alphabet does not have is said as it is.
 */
export function spokenCode(code: string, form: CodeForm): readonly (readonly SpokenPart[])[] {
  if (form === 'words') return code.split(' ').map((word) => [{ shown: word, said: word }]);
  return code
    .split('-')
    .map((group) =>
      Array.from(group, (shown) => ({ shown, said: spoken[shown.toUpperCase()] ?? shown })),
    );
}
