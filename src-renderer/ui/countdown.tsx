import { useEffect, useEffectEvent, useState } from 'react';
import { formatDuration } from './duration.ts';
import { serverNow } from './server-time.ts';

export interface CountdownProps {
  /** When it ends (Unix ms of the backend's clock). */
  until: number;
  /** The clock it runs by (Unix ms). */
  now?: () => number;
  /** Called once when it reaches zero. */
  onDone?: () => void;
  className?: string | undefined;
}

/** A live countdown. Drawn each second, not read out each second (role `timer`). */
export function Countdown({ until, now = serverNow, onDone, className }: CountdownProps) {
  const [left, setLeft] = useState(() => until - now());
  const finish = useEffectEvent(() => onDone?.());
  const readClock = useEffectEvent(() => now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const rest = until - readClock();
      setLeft(rest);
      if (rest <= 0) finish();
      // The next whole second, so that the figure never skips one.
      else timer = setTimeout(tick, rest % 1000 || 1000);
    };
    tick();
    return () => clearTimeout(timer);
  }, [until]);
  return (
    <span role="timer" className={className}>
      {formatDuration(left)}
    </span>
  );
}

/** A live count-up since `from` (Unix ms of the backend's clock), as `m:ss`. */
export function Elapsed({ from, className }: { from: number; className?: string | undefined }) {
  const [spent, setSpent] = useState(() => serverNow() - from);
  useEffect(() => {
    const tick = () => setSpent(serverNow() - from);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [from]);
  return (
    <span role="timer" className={className}>
      {formatDuration(Math.max(0, Math.floor(spent / 1000) * 1000))}
    </span>
  );
}
