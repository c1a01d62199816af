import { Button } from 'react-aria-components';
import { shellStrings } from '../strings/shell.ts';
import { useHotkeys, useKeyHint } from '../ui/hotkeys/use-hotkeys.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import choice from '../ui/view-choice.module.css';
import styles from './navigation.module.css';
import { showView, type View, views } from './view.store.ts';

const keys: Readonly<Record<View, string>> = { desk: 'D', log: 'A', staff: 'S', data: 'I' };

/** A supervisor's way between the desk, the log, the staff and the data. */
export function Navigation({ view }: { view: View }) {
  useHotkeys(
    views.map((name) => ({
      keys: keys[name],
      label: shellStrings.goTo(shellStrings[name]),
      group: shellStrings.keysGroup,
      run: () => showView(name),
    })),
  );
  return (
    <nav aria-label={shellStrings.views} className={styles.views}>
      {views.map((name) => (
        <ViewButton key={name} name={name} current={name === view} />
      ))}
    </nav>
  );
}

function ViewButton({ name, current }: { name: View; current: boolean }) {
  const hint = useKeyHint(keys[name]);
  return (
    <Button
      className={choice.choice ?? ''}
      {...(current ? { 'aria-current': 'page' as const } : {})}
      onPress={() => showView(name)}
    >
      {shellStrings[name]}
      <span className={styles.hint}>
        <KeyHint keys={hint} />
      </span>
    </Button>
  );
}
