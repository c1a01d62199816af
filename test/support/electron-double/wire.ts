import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';

/** The text of page/wire.js: it defines `toWire` and `fromWire` where it is run. */
export const wireSource = readFileSync(new URL('./page/wire.js', import.meta.url), 'utf8');

interface Wire {
  /** Throws as Electron does for what can't be cloned. */
  toWire(value: unknown): string;
  fromWire(text: string): unknown;
}

/** The main process's end: the same text, so that both ends agree. */
export const { toWire, fromWire } = runInThisContext(
  `(() => {\n${wireSource}\nreturn { toWire, fromWire };\n})()`,
) as Wire;
