import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { drawWords, parseWordList } from '#shared/rules/code-generator.ts';
import { program } from '../program.ts';
import { misuse } from './exit.ts';
import { canPrompt, promptSecrets, readSecretLine } from './secret-input.ts';

export interface FirstPasswordOptions {
  readonly passwordStdin?: true;
  readonly generate?: true;
}

/** A first password, which the colleague changes at the first sign-in. */
export interface FirstPassword {
  readonly password: string;
  /** Nobody knows a generated one yet: it has to be shown, once. */
  readonly generated: boolean;
}

/** Adds the ways to give a password. There is none as an argument: arguments are seen by others. */
export function firstPasswordOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--password-stdin', 'read the first password from one line of standard input'),
    )
    .addOption(
      new Option('--generate', 'make a first password and print it, once').conflicts(
        'passwordStdin',
      ),
    );
}

/** Gets a first password the way that was chosen, by default by asking at the terminal, twice. */
export async function getFirstPassword(options: FirstPasswordOptions): Promise<FirstPassword> {
  if (options.generate) return { password: await generatePassword(), generated: true };
  if (options.passwordStdin)
    return { password: await readSecretLine('the password'), generated: false };
  if (!canPrompt())
    throw misuse(
      'There is no terminal to ask for the password. Use --password-stdin or --generate.',
    );
  const [password = '', again] = await promptSecrets([
    'First password (12 characters or more): ',
    'The same again: ',
  ]);
  if (again !== password)
    throw misuse('The two are not the same. Nothing was changed: run the command again.');
  return { password, generated: false };
}

/** Four words of the packaged word list: 51 bits, read out loud without spelling. */
async function generatePassword(): Promise<string> {
  const list = await readFile(join(program.assetsFolder, 'eff-large-wordlist.txt'), 'utf8');
  return drawWords(parseWordList(list), randomInt);
}
