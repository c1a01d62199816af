import { useEffect } from 'react';
import { desk } from '../bridge/desk.ts';
import { lockDesk, useSession } from '../features/session/session.store.ts';

/** Activity is reported at most this often (ms). */
const touchEveryMs = 20_000;
const checkEveryMs = 1000;
const inputs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/**
 * Reports a person's input to the backend, which keeps the idle lock. The screen watches the same
 * limit itself, so that it hides on time also where timers were asleep. A locked machine hides it
 * at once.
 */
export function useIdleLock(): void {
  const { idleLockMs } = useSession();
  useEffect(() => {
    // The wall clock also counts a sleeping machine's time.
    let lastInput = Date.now();
    let lastTouch = 0;
    const isIdle = () => Date.now() - lastInput >= idleLockMs;
    const onInput = (event: Event) => {
      if (!event.isTrusted) return;
      if (isIdle()) return void lockDesk();
      lastInput = Date.now();
      if (lastInput - lastTouch < touchEveryMs) return;
      lastTouch = lastInput;
      void desk.session.touch({});
    };
    const check = () => {
      if (isIdle()) void lockDesk();
    };
    const timer = setInterval(check, checkEveryMs);
    for (const name of inputs)
      window.addEventListener(name, onInput, { capture: true, passive: true });
    document.addEventListener('visibilitychange', check);
    // The machine's lock is said to the backend by the page as well, which owes it while that is away.
    const onLocked = () => void lockDesk();
    window.addEventListener('desk-locked', onLocked);
    return () => {
      clearInterval(timer);
      for (const name of inputs) window.removeEventListener(name, onInput, { capture: true });
      document.removeEventListener('visibilitychange', check);
      window.removeEventListener('desk-locked', onLocked);
    };
  }, [idleLockMs]);
}
