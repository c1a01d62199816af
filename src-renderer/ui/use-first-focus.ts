import { type RefObject, useEffect, useRef } from 'react';

/**
 * Puts the keyboard on an element when it appears. For what takes the place of a form that Enter
 * has sent: React Aria takes such an Enter for a screen reader's press, and `autoFocus` then waits
 * until the focus may be elsewhere.
 */
export function useFirstFocus<Element extends HTMLElement>(): RefObject<Element | null> {
  const ref = useRef<Element>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
