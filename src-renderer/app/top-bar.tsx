import { useSession } from '../features/session/session.store.ts';
import { commonStrings } from '../strings/common.ts';
import { Mark } from './mark.tsx';
import { Navigation } from './navigation.tsx';
import { slots } from './slots.tsx';
import styles from './top-bar.module.css';
import { UserMenu } from './user-menu.tsx';
import type { View } from './view.store.ts';

/** Name, look-up, calls, views, and who is signed in. */
export function TopBar({ view }: { view: View }) {
  const { role } = useSession();
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <Mark />
        <span className={styles.product}>{commonStrings.productName}</span>
      </div>
      <div className={styles.lookUp}>
        <slots.LookUp />
      </div>
      <div className={styles.calls}>
        <slots.Calls />
      </div>
      {role === 'supervisor' && <Navigation view={view} />}
      <UserMenu />
    </header>
  );
}
