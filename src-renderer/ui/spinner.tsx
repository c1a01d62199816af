import styles from './spinner.module.css';

/** Something runs. Appears only after a moment, so that quick answers don't flicker. */
export function Spinner({ label, size = 14 }: { label: string | null; size?: number }) {
  return (
    <span
      className={styles.spinner}
      {...(label === null ? { 'aria-hidden': true } : { role: 'status' })}
    >
      <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" className={styles.track} />
        <path d="M8 1.75A6.25 6.25 0 0 1 14.25 8" className={styles.arc} />
      </svg>
      {label}
    </span>
  );
}
