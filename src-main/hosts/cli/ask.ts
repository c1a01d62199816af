import { printNote } from './output.ts';
import { canPrompt, promptLines, promptSecrets, readSecretLine } from './secret-input.ts';

/** Something to ask for: how, and its name where no line is there for it. */
interface Question {
  readonly question: string;
  readonly what: string;
}

/** Asks at the terminal; without one takes the next line of standard input. */
export function askLine(question: Question): Promise<string> {
  return ask(question, promptLines);
}

/** The same for a secret: what is typed is not shown. */
export function askSecret(question: Question): Promise<string> {
  return ask(question, promptSecrets);
}

async function ask({ question, what }: Question, prompt: typeof promptLines): Promise<string> {
  if (!canPrompt()) {
    printNote(question);
    return readSecretLine(what);
  }
  const [answer = ''] = await prompt([question]);
  return answer;
}
