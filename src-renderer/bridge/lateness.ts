import { countLate } from './bridge-state.ts';

/** A call without an answer after this many milliseconds is said to be slow. */
const lateAfterMs = 2500;

/** Work that takes its time by its nature; its own screen says that it runs. */
const takesItsTime: ReadonlySet<string> = new Set([
  'setup.begin',
  'setup.finish',
  'setup.recover',
  'audit.check',
  'connection.inspect',
  'connection.connect',
  'connection.disconnect',
]);

/** Waits for a call's answer, and says so when it is late. */
export async function sayIfLate<Value>(channel: string, answer: Promise<Value>): Promise<Value> {
  if (takesItsTime.has(channel)) return answer;
  let settle: () => void = () => {};
  const timer = setTimeout(() => {
    settle = countLate();
  }, lateAfterMs);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
    settle();
  }
}
