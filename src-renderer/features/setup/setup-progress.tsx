import clsx from 'clsx';
import { setupStrings } from '../../strings/setup.ts';
import styles from './setup-progress.module.css';

/** Where one stands in the set-up. `step` counts from 0. */
export function SetupProgress({ step }: { step: number }) {
  return (
    <ol className={styles.steps} aria-label={setupStrings.steps}>
      {setupStrings.stepNames.map((name, index) => (
        <li
          key={name}
          className={clsx(styles.step, index <= step && styles.reached)}
          {...(index === step ? { 'aria-current': 'step' as const } : {})}
        >
          <span className={styles.number}>{index + 1}</span>
          <span className={styles.name}>{name}</span>
        </li>
      ))}
    </ol>
  );
}
