import { pauseBefore } from '#shared/rules/reconnect.ts';
import { serverNow } from '../ui/server-time.ts';
import { onAway, onReturn, setNextTry, useBridge } from './bridge-state.ts';
import { desk } from './desk.ts';

let attempt = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

onAway(() => {
  attempt = 0;
  tryLater();
});
onReturn(() => clearTimeout(timer));

function tryLater(): void {
  clearTimeout(timer);
  const pause = pauseBefore(attempt, Math.random());
  attempt += 1;
  setNextTry(serverNow() + pause);
  timer = setTimeout(() => void tryNow(), pause);
}

/**
 * Asks a backend that is away whether it answers again. By itself that happens with growing pauses;
 * a person may ask at once. Any other call that is answered does as well.
 */
export async function tryNow(): Promise<void> {
  clearTimeout(timer);
  setNextTry(null);
  // Needs the store, not only a server in front of it, and no session.
  await desk.session.current({});
  if (useBridge.getState().standing.kind === 'away') tryLater();
}
