import styles from './key-hint.module.css';

/** Keys as caps, e.g. `Alt+S`. Hidden from screen readers: the key list (`?`) says them in words. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className={styles.hint} aria-hidden="true">
      {keys.split('+').map((key) => (
        <kbd key={key} className={styles.key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
