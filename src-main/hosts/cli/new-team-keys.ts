import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sizeOf } from '../../platform/durable-files.ts';
import { generateSecrets } from '../../platform/keystore/generate-secrets.ts';
import {
  recoverSecrets,
  recoveryFileName,
  saveRecovery,
} from '../../platform/keystore/recovery-file.ts';
import { generateRecoveryWords, twoPositions } from '../../platform/keystore/recovery-key.ts';
import type { Secrets } from '../../platform/keystore/secrets.ts';
import { keepTeamKeys } from '../../platform/keystore/team-keys.ts';
import { askLine, askSecret } from './ask.ts';
import { CommandFailure } from './exit.ts';
import { printNote } from './output.ts';

/**
 * Looks at the place where a new team's keys are to be, and returns what makes them. Where a set-up
 * that was not finished has left keys, that goes on with those, for whoever has their recovery key.
 * Files that are there stay.
 */
export async function newTeamKeys(file: string): Promise<() => Promise<Secrets>> {
  const folder = dirname(file);
  await access(folder, constants.W_OK);
  const isThere = async (name: string) => (await sizeOf(name)) !== null;
  if (await isThere(join(folder, recoveryFileName)))
    return () => {
      printNote(
        `Keys are in ${folder} already. Where a set-up was not finished it goes on with them: give the recovery key that was shown then. To begin anew, remove ${file} and its ${recoveryFileName}.`,
      );
      return recoverTeamKeys(file);
    };
  if (await isThere(file))
    throw new CommandFailure(
      `The keys file ${file} is there, and its ${recoveryFileName} is not. Nothing was changed: name another file, in a folder of its own.`,
    );
  return () => makeTeamKeys(file);
}

/** Shows the recovery key once, has two of its words confirmed, and only then writes both files. */
async function makeTeamKeys(file: string): Promise<Secrets> {
  const secrets = generateSecrets();
  const words = generateRecoveryWords();
  await showAndConfirm(words);
  await saveRecovery(dirname(file), secrets, words);
  await keepTeamKeys(file, secrets);
  return secrets;
}

/** Makes the keys file anew, from the recovery file beside it and its recovery key, and returns them. */
export async function recoverTeamKeys(file: string): Promise<Secrets> {
  const words = await askSecret({
    question: 'Recovery key (twelve words): ',
    what: 'the recovery key',
  });
  const secrets = await recoverSecrets(dirname(file), words);
  await keepTeamKeys(file, secrets);
  return secrets;
}

async function showAndConfirm(words: readonly string[]): Promise<void> {
  printNote(
    'The recovery key. It is shown this once: write it down, and keep it apart from the keys',
  );
  printNote('and the database. Without it and without the keys file nobody can open the store.');
  printNote('');
  for (const [at, word] of words.entries()) printNote(`  ${String(at + 1).padStart(2)}  ${word}`);
  printNote('');
  for (const position of twoPositions()) {
    const word = { question: `Word ${position}: `, what: `word ${position} of the recovery key` };
    while ((await askLine(word)).trim().toLowerCase() !== words[position - 1])
      printNote(`That is not word ${position}. Look at it again.`);
  }
}
