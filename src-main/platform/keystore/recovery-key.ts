import { randomInt } from 'node:crypto';
import { generateMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { Refusal } from '../refusal.ts';

export const recoveryWordCount = 12;

/** Twelve words of BIP 39's English list: 128 random bits and a checksum of four. */
export function generateRecoveryWords(): readonly string[] {
  return generateMnemonic(wordlist, 128).split(' ');
}

/** Two different positions in a recovery key (1 to 12), in order: the words to be confirmed. */
export function twoPositions(): [number, number] {
  const first = randomInt(recoveryWordCount);
  const second = (first + randomInt(1, recoveryWordCount)) % recoveryWordCount;
  return [Math.min(first, second) + 1, Math.max(first, second) + 1];
}

/**
 * The 128 bits behind a recovery key as a person gives it: any case, separated or numbered as they
 * like. Refuses `invalid_input`, saying which word is wrong by its position, never what it is.
 */
export function parseRecoveryWords(text: string): Buffer {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .split(/[\s\d.,;:()-]+/)
    .filter((word) => word !== '');
  if (words.length !== recoveryWordCount)
    throw new Refusal(
      'invalid_input',
      `The recovery key has ${recoveryWordCount} words; ${words.length} were given.`,
      { words: words.length },
    );
  const unknown = words.findIndex((word) => !wordlist.includes(word));
  if (unknown >= 0)
    throw new Refusal(
      'invalid_input',
      `Word ${unknown + 1} is not in the list of recovery words. Check its spelling.`,
      { position: unknown + 1 },
    );
  try {
    return Buffer.from(mnemonicToEntropy(words.join(' '), wordlist));
  } catch {
    throw new Refusal(
      'invalid_input',
      'These words are not a recovery key: one of them is another word, or their order is another one.',
    );
  }
}
