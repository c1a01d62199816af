import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { newTeamDatabase, type TeamDatabase } from '#test/support/postgres/team-database.ts';
import { start, supervisor } from '../cli/cli.ts';

/** A new database without a store, dropped when the test ends. */
export async function newDatabase(): Promise<TeamDatabase> {
  const database = await newTeamDatabase(null);
  onTestFinished(() => database.drop());
  return database;
}

export type Answering = (question: string, shown: readonly string[]) => string | null;

/** Answers as a person does; what the recovery key shows is kept. */
export const answers: Answering = (question, shown) => {
  const position = /^Word (\d+): $/.exec(question)?.[1];
  if (position)
    return (
      shown
        .find((line) => line.trim().startsWith(`${position} `))
        ?.trim()
        .split(/ +/)[1] ?? ''
    );
  if (question === '  Name: ') return supervisor.name;
  if (question === '  Username: ') return supervisor.username;
  return question.startsWith('  Password') ? supervisor.password : null;
};

/** Runs a command that asks, without a terminal; `answer` null kills it at that question. */
export async function converse(args: readonly string[], answer: Answering = answers) {
  const child = start(args);
  const shown: string[] = [];
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  for await (const line of createInterface({ input: child.stderr })) {
    shown.push(line);
    if (!line.endsWith(': ')) continue;
    const answered = answer(line, shown);
    if (answered === null) child.kill('SIGKILL');
    else child.stdin.write(`${answered}\n`);
  }
  const code = child.exitCode ?? (await new Promise((ended) => child.once('exit', ended)));
  const words = shown
    .map((line) => /^ {2,3}\d+ {2}([a-z]+)$/.exec(line)?.[1])
    .filter((word) => word !== undefined);
  return { code, stdout, shown, words };
}

/** What makes a team’s store in a database, with its keys in a file. */
export const init = ({ owner }: TeamDatabase, keys: string) => [
  ...['team', 'init', '--database', owner, '--keys', keys, '--json'],
];
