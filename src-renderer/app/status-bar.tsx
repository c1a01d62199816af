import { helpKey, useHotkeyStore } from '../ui/hotkeys/hotkey-store.ts';
import { pressedKeys } from '../ui/hotkeys/use-hotkeys.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import styles from './status-bar.module.css';

/** The keys that matter on this screen: those registered with `bar` words. */
export function StatusBar() {
  const { owners, plainKeys } = useHotkeyStore();
  const hints = owners
    .flatMap(({ hotkeys }) => hotkeys)
    .filter(({ bar, enabled }) => bar !== undefined && enabled !== false)
    // The key list's own key has its place at the end, whoever registered first.
    .sort((one, other) => Number(one.keys === helpKey) - Number(other.keys === helpKey));
  return (
    <footer className={styles.bar}>
      <ul className={styles.hints}>
        {hints.map(({ keys, bar }) => (
          <li key={keys + bar} className={styles.hint}>
            <KeyHint keys={pressedKeys(keys, plainKeys)} />
            <span>{bar}</span>
          </li>
        ))}
      </ul>
    </footer>
  );
}
