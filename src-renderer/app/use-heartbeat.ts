import { useEffect } from 'react';
import { useBridge } from '../bridge/bridge-state.ts';
import { takePulse } from '../features/session/session.store.ts';

const pulseMs = 5000;
/** Where the desk is told when to look again, its own looking finds out that nobody tells any more. */
const toldPulseMs = 30_000;

/**
 * Takes the desk's pulse every 5 s, or 30 s where it is told of changes, and at once when the window
 * is looked at again. A backend that is away is asked by the bridge alone, with growing pauses.
 */
export function useHeartbeat(): void {
  const everyMs = useBridge(({ told }) => (told ? toldPulseMs : pulseMs));
  useEffect(() => {
    const beat = () => {
      if (useBridge.getState().standing.kind !== 'away') void takePulse();
    };
    const onVisible = () => {
      if (document.visibilityState === 'visible') beat();
    };
    beat();
    const timer = setInterval(beat, everyMs);
    window.addEventListener('focus', beat);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', beat);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [everyMs]);
}
