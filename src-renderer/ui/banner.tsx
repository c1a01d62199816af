import clsx from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';

export interface BannerProps {
  tone: 'info' | 'success' | 'warn' | 'danger';
  /** The first, stronger words. */
  title?: string;
  children?: ReactNode;
  /** A button or two at the end. */
  action?: ReactNode;
  /** `strip`: across the whole window, no rounding. `box`: within a form. */
  shape?: 'box' | 'strip';
  /** Read out when it appears: `alert` at once, `status` when the reader is free. */
  live?: 'alert' | 'status' | 'off';
}

const icons = { info: Info, success: CircleCheck, warn: TriangleAlert, danger: CircleAlert };

/** One message with its icon: what happened and what to do. */
export function Banner({
  tone,
  title,
  children,
  action,
  shape = 'box',
  live = 'status',
}: BannerProps) {
  const Icon = icons[tone];
  return (
    <div
      className={clsx(styles.banner, styles[tone], styles[shape])}
      {...(live === 'off' ? {} : { role: live })}
    >
      <Icon aria-hidden="true" className={styles.icon} />
      <div className={styles.words}>
        {title && <strong>{title}</strong>}
        {title && children ? ' ' : null}
        {children}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
