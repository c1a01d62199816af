import { useSyncExternalStore } from 'react';

const query = matchMedia('(width < 700px)');

function subscribe(onChange: () => void): () => void {
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Whether the window is too narrow for a table of columns. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
