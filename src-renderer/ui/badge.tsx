import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './badge.module.css';

export interface BadgeProps {
  tone?: 'neutral' | 'accent' | 'verified' | 'refused' | 'wait' | 'disabled';
  icon?: ReactNode;
  children: ReactNode;
  /** More words on hover; never the only place where something is said. */
  title?: string;
}

/** A word or two about a thing's state. */
export function Badge({ tone = 'neutral', icon, children, title }: BadgeProps) {
  return (
    <span className={clsx(styles.badge, styles[tone])} title={title}>
      {icon}
      {children}
    </span>
  );
}
