import type { ReactNode } from 'react';
import styles from './facts.module.css';

/** What is known of a person or a sign-in, at the head of its dialog. */
export function Facts({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl className={styles.facts} aria-label={label}>
      {children}
    </dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
