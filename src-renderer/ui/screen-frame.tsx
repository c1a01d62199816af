import type { ReactNode } from 'react';
import styles from './screen-frame.module.css';
import { useKeptFocus } from './use-kept-focus.ts';

export interface ScreenFrameProps {
  title: string;
  /** A quieter word beside the title: how many there are, for one. */
  aside?: ReactNode;
  /** In the line of the title: what switches, finds and adds. */
  actions?: ReactNode;
  /** The last of them fills what is left of the screen. */
  children: ReactNode;
}

/** A screen of its own: a line with its title and what can be done, and the content under it. */
export function ScreenFrame({ title, aside, actions, children }: ScreenFrameProps) {
  const heading = useKeptFocus<HTMLHeadingElement>(title);
  return (
    <div className={styles.screen}>
      <header className={styles.header}>
        <div className={styles.titleLine}>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {aside && <p className={styles.aside}>{aside}</p>}
        </div>
        {actions}
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  );
}
