import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { CommandFailure, misuse } from './exit.ts';

/** Longer than any secret there is; a file given by mistake is not read whole. */
const longestLine = 4096;

let rest = '';
let ended = false;

/**
 * The next line of standard input, without its line ending: the first call reads the first line,
 * the second the second. Misuse when there is none, or it is no line of a secret.
 *
 * @param what names it in the message
 */
export async function readSecretLine(what: string): Promise<string> {
  while (!rest.includes('\n') && !ended && rest.length <= longestLine) await readMore();
  const [line = ''] = rest.split('\n', 1);
  rest = rest.slice(line.length + 1);
  const secret = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (secret === '' || secret.length > longestLine)
    throw misuse(`Standard input has no line with ${what}. Give it as one line.`);
  return secret;
}

async function readMore(): Promise<void> {
  const { stdin } = process;
  stdin.setEncoding('utf8');
  // Only while it is read: whoever keeps it open must not keep the program from ending. A file has
  // neither of these.
  stdin.ref?.();
  try {
    for await (const chunk of stdin.iterator({ destroyOnReturn: false })) {
      rest += chunk;
      return;
    }
    ended = true;
  } finally {
    stdin.unref?.();
  }
}

/** Whether a person can be asked: both what they see and what they type is a terminal. */
export function canPrompt(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/**
 * Asks one question after another at the terminal; what is typed is not shown. The terminal shows
 * nothing from before the first question until after the last answer, so that typing ahead doesn't
 * show either. Ctrl-C gives up: nothing was changed.
 */
export function promptSecrets(questions: readonly string[]): Promise<string[]> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  return prompt(questions, unseen, (question) => process.stderr.write(question));
}

/** The same for what may be seen while it is typed. */
export function promptLines(questions: readonly string[]): Promise<string[]> {
  return prompt(questions, process.stderr, (question, terminal) => {
    terminal.setPrompt(question);
    terminal.prompt();
  });
}

async function prompt(
  questions: readonly string[],
  output: NodeJS.WritableStream,
  ask: (question: string, terminal: Interface) => void,
): Promise<string[]> {
  const terminal = createInterface({
    input: process.stdin,
    output,
    terminal: true,
    historySize: 0,
  });
  terminal.once('SIGINT', () => terminal.close());
  const typed = terminal[Symbol.asyncIterator]();
  const answers: string[] = [];
  try {
    for (const question of questions) {
      ask(question, terminal);
      const { done, value } = await typed.next();
      if (output !== process.stderr) process.stderr.write('\n');
      if (done) throw new CommandFailure('Given up. Nothing was changed.', 130);
      answers.push(value);
    }
    return answers;
  } finally {
    terminal.close();
  }
}
