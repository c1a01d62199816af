import { Refusal } from '../../platform/refusal.ts';

/** How a command ends, for scripts. */
export const exitCodes = {
  fine: 0,
  /** Something is not as it should be, or was refused; the line on standard error says what. */
  foundWrong: 1,
  /** The command was not given as it has to be. */
  misuse: 2,
} as const;

/** Ends a command: one plain line for people, and the code for scripts. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.foundWrong) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}

/** The failure of a command that was not given as it has to be. */
export function misuse(message: string): CommandFailure {
  return new CommandFailure(message, exitCodes.misuse);
}

/** What the operating system says, in words, for the errors a person can do something about. */
const systemWords: Readonly<Record<string, string>> = {
  EACCES: 'There is no permission for it. Check who owns the file or folder.',
  EPERM: 'There is no permission for it. Check who owns the file or folder.',
  EROFS: 'The disk can only be read. Choose another place.',
  ENOSPC: 'The disk is full. Free some space and try again.',
  ENOENT: 'The folder is not there. Make it first, or choose another one.',
  ENOTDIR: 'A part of the path is a file. Choose another place.',
  EISDIR: 'That is a folder. Name a file in it.',
  EEXIST: 'It is there already. Choose another name.',
  EADDRINUSE: 'Another program uses this port. Choose another with --port.',
};

/** One line and an exit code for whatever a command threw. Never what was typed. */
export function explainFailure(error: unknown): { line: string; exitCode: number } {
  if (error instanceof CommandFailure) return { line: error.message, exitCode: error.exitCode };
  if (error instanceof Refusal) return { line: error.message, exitCode: exitCodes.foundWrong };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words = systemWords[code];
  const path = error instanceof Error && 'path' in error ? ` ${String(error.path)}:` : '';
  if (words) return { line: `Can't do it:${path} ${words}`, exitCode: exitCodes.foundWrong };
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    line: `Something went wrong in the program (${code || kind}). Try again; if it stays so, report it.`,
    exitCode: exitCodes.foundWrong,
  };
}
