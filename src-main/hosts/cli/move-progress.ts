import type { MoveProgress } from '../../move-store.ts';
import { printNote } from './output.ts';

/** How often a line is written, in milliseconds. */
const every = 2000;

const words: Readonly<Record<MoveProgress['step'], string>> = {
  checking: 'Checking the audit log',
  copying: 'Copying',
  verifying: 'Comparing both ends',
};

/** Writes on standard error how far a move is: each step when it begins, then every two seconds. */
export function moveProgress(): (progress: MoveProgress) => void {
  let step: MoveProgress['step'] | null = null;
  let next = 0;
  return (progress) => {
    const now = performance.now();
    if (progress.step === step && now < next) return;
    step = progress.step;
    next = now + every;
    const { rows, of, table } = progress;
    const far =
      of > 0 ? `: ${rows.toLocaleString('en')} of ${of.toLocaleString('en')} (${table})` : '';
    printNote(`${words[step]}${far} …`);
  };
}
