import { parseArgs } from 'node:util';

export interface LaunchOptions {
  /** The data folder asked for on the command line, or undefined. */
  readonly dataFolder: string | undefined;
  /** Demo data in a throwaway folder. */
  readonly demo: boolean;
}

/**
 * Reads `--data-folder <folder>` and `--demo`. Chromium and the system add arguments of their own,
 * so what is not known is passed over.
 *
 * @param args `process.argv` without the executable
 */
export function readLaunchOptions(args: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { 'data-folder': { type: 'string' }, demo: { type: 'boolean' } },
    strict: false,
    allowPositionals: true,
  });
  const folder = values['data-folder'];
  return {
    dataFolder: typeof folder === 'string' && folder !== '' ? folder : undefined,
    demo: values.demo === true,
  };
}
