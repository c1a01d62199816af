import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  drawCharacters,
  drawWords,
  generateCode,
  parseWordList,
} from '#shared/rules/code-generator.ts';
import type { IsBlocklisted } from '#shared/rules/code-policy.ts';
import type { CodeForm } from '#shared/rules/spoken-code.ts';

/** The packaged lists that codes are judged by and drawn from. */
export class CodeSources {
  readonly isBlocklisted: IsBlocklisted;
  readonly #wordListFile: string;
  #words: readonly string[] | undefined;

  constructor(isBlocklisted: IsBlocklisted, wordListFile: string) {
    this.isBlocklisted = isBlocklisted;
    this.#wordListFile = wordListFile;
  }

  /** Draws a code that is accepted, by the system's own randomness. The list is read at the first. */
  draw(form: CodeForm, isAccepted: (code: string) => boolean): string {
    const random = (max: number) => randomInt(max);
    this.#words ??= parseWordList(readFileSync(this.#wordListFile, 'utf8'));
    const words = this.#words;
    return generateCode(
      () => (form === 'words' ? drawWords(words, random) : drawCharacters(random)),
      isAccepted,
    );
  }
}
