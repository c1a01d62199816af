import { useEffect } from 'react';
import { takePulse } from '../features/session/session.store.ts';

const pulseMs = 5000;

/** Takes the desk's pulse every 5 s, and at once when the window is looked at again. */
export function useHeartbeat(): void {
  useEffect(() => {
    const beat = () => void takePulse();
    const onVisible = () => {
      if (document.visibilityState === 'visible') beat();
    };
    beat();
    const timer = setInterval(beat, pulseMs);
    window.addEventListener('focus', beat);
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', beat);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, []);
}
