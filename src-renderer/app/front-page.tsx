import clsx from 'clsx';
import type { ReactNode } from 'react';
import { placeInWords } from '../features/setup/place-in-words.ts';
import { useSetupStore } from '../features/setup/setup.store.ts';
import { commonStrings } from '../strings/common.ts';
import { shellStrings } from '../strings/shell.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { DemoRibbon } from './demo-ribbon.tsx';
import styles from './front-page.module.css';
import { Mark } from './mark.tsx';

interface FrontPageProps {
  children: ReactNode;
  wide?: boolean;
  /** The screen itself says how the way to the backend stands. */
  quiet?: boolean;
}

/** The frame of everything before the desk: set-up, sign-in, lock, and a store with a problem. */
export function FrontPage({ children, wide = false, quiet = false }: FrontPageProps) {
  const status = useSetupStore((state) => state.status);
  return (
    <div className={styles.page}>
      <DemoRibbon />
      {!quiet && <ConnectionNotice />}
      <header className={styles.header}>
        <Mark size={24} />
        <span className={styles.product}>{commonStrings.productName}</span>
      </header>
      <main className={clsx(styles.main, wide && styles.wide)}>{children}</main>
      <footer className={styles.footer}>
        {status && (
          <>
            <span>{shellStrings.version(status.appVersion)}</span>
            <span className={styles.folder}>{placeInWords(status)}</span>
          </>
        )}
      </footer>
    </div>
  );
}
