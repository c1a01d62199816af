import { useEffect, useEffectEvent } from 'react';
import { flushSync } from 'react-dom';
import { create } from 'zustand';

/** The columns of the desk; where the window is narrow, one of them is in sight. */
export type Pane = 'results' | 'account' | 'call';
/** Where the keyboard can be sent. */
export type Place = 'lookup' | 'caller' | 'request' | 'code' | 'verdict' | 'answers';

const paneOf: Record<Place, Pane> = {
  lookup: 'results',
  caller: 'account',
  request: 'call',
  code: 'call',
  verdict: 'call',
  answers: 'call',
};

export const usePaneStore = create<{ readonly pane: Pane }>(() => ({ pane: 'results' }));

export function showPane(pane: Pane): void {
  usePaneStore.setState({ pane });
}

const takers = new Map<Place, () => boolean>();
let awaited: Place | null = null;

/** Sends the keyboard to a place, at once or as soon as it is there; brings its column in sight. */
export function focusPlace(place: Place): void {
  flushSync(() => showPane(paneOf[place]));
  awaited = takers.get(place)?.() ? null : place;
}

/** Offers a place for the keyboard. `take` moves the focus there and tells whether it could. */
export function useFocusPlace(place: Place, take: () => boolean): void {
  const onTake = useEffectEvent(take);
  // Runs after each render: what could not take the keyboard before may take it now.
  useEffect(() => {
    takers.set(place, () => onTake());
    if (awaited === place && onTake()) awaited = null;
  });
  useEffect(
    () => () => {
      takers.delete(place);
    },
    [place],
  );
}

/** Focuses an element that is there, in sight and enabled. */
export function takeFocus(element: HTMLElement | null): boolean {
  if (!element?.checkVisibility()) return false;
  element.focus();
  return document.activeElement === element;
}
