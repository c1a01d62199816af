import { type RefObject, useEffect, useRef } from 'react';

/**
 * For a place in which one step follows the other: where the keyboard was on what went with the step
 * before, it comes to the place itself, from which the Tab key goes on. Elsewhere it stays.
 */
export function useKeptFocus<Element extends HTMLElement>(step: string): RefObject<Element | null> {
  const place = useRef<Element>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is what may have taken it.
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus();
  }, [step]);
  return place;
}
