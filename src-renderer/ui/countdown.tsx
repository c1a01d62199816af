import { useEffect, useEffectEvent, useState } from 'react';
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

/** Milliseconds as `m:ss`, rounded up so that it shows 0:00 only when the wait is over. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
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
