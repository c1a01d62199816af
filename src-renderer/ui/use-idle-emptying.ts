import { useEffect, useEffectEvent } from 'react';

/**
 * Calls `empty` once `afterMs` milliseconds have passed since `value` last changed.
 * Without `afterMs`, or while `value` is empty, nothing happens.
 */
export function useIdleEmptying(
  value: string,
  afterMs: number | undefined,
  empty: () => void,
): void {
  const onIdle = useEffectEvent(empty);
  useEffect(() => {
    if (value === '' || afterMs === undefined) return;
    const timer = setTimeout(() => onIdle(), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
}
