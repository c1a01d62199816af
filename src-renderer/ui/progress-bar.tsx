import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components';
import styles from './progress-bar.module.css';

export interface ProgressBarProps {
  label: string;
  done: number;
  /** Null: nobody knows yet how much there is. */
  of: number | null;
  /** How far it is, in words; read out in place of the share. */
  words: string;
}

/** How far something is that takes its time. */
export function ProgressBar({ label, done, of, words }: ProgressBarProps) {
  const known = of !== null && of > 0;
  return (
    <AriaProgressBar
      value={known ? Math.min(done, of) : 0}
      maxValue={known ? of : 1}
      isIndeterminate={!known}
      valueLabel={words}
      className={styles.progress ?? ''}
    >
      {({ percentage }) => (
        <>
          <span className={styles.line}>
            <Label>{label}</Label>
            <span className={styles.words}>{words}</span>
          </span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ width: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </AriaProgressBar>
  );
}
