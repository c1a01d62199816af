import { app, dialog } from 'electron';
import type { Logger } from '../../platform/logger.ts';

/**
 * The last net under the main process: what nobody caught is logged, the person is told what to do,
 * and the program ends. A main process that goes on in an unknown state must not decide who is
 * verified; what was acknowledged is in the store already.
 */
export function guardAgainstDefects(logger: Logger): void {
  process.on('uncaughtException', (error) => stop(logger, 'exception', error));
  process.on('unhandledRejection', (reason) => stop(logger, 'rejection', reason));
}

function stop(logger: Logger, kind: string, cause: unknown): void {
  logger.error('desktop.defect', { kind, name: nameOf(cause), where: placeOf(cause) });
  dialog.showErrorBox(
    'Countersign has to close',
    'Something went wrong that the program could not put right, so it closes to be safe. ' +
      'Every verdict that was shown is kept. Start Countersign again; if this message comes back, ' +
      'call whoever looks after it and tell them the time of day.',
  );
  app.exit(1);
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : typeof cause;
}

/** The places in the code alone: a message may carry what somebody typed. */
function placeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  const places = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return places
    .slice(0, 8)
    .map((line) => line.trim())
    .join(' | ');
}
