import { useSetupStore } from '../features/setup/setup.store.ts';
import { shellStrings } from '../strings/shell.ts';
import styles from './demo-ribbon.module.css';

/** Says on every screen that the data is made up. */
export function DemoRibbon() {
  const demo = useSetupStore((state) => state.status?.demo ?? false);
  if (!demo) return null;
  return (
    <aside aria-label={shellStrings.demoLabel} className={styles.ribbon}>
      <strong>{shellStrings.demo}</strong>{' '}
      <span className={styles.detail}>{shellStrings.demoDetail}</span>
    </aside>
  );
}
