import { Switch } from 'react-aria-components';
import { hotkeyStrings } from '../../strings/common.ts';
import { Dialog } from '../dialog.tsx';
import { KeyHint } from '../key-hint.tsx';
import styles from './hotkey-help.module.css';
import {
  type Hotkey,
  helpKey,
  setHotkeyHelpOpen,
  setPlainKeys,
  useHotkeyStore,
} from './hotkey-store.ts';
import { pressedKeys, useHotkeys } from './use-hotkeys.ts';

/** The list of all keys that work on the screen below it; opened by `?`. */
export function HotkeyHelp() {
  const { owners, helpOpen, plainKeys } = useHotkeyStore();
  useHotkeys([
    {
      keys: helpKey,
      label: hotkeyStrings.showAll,
      bar: hotkeyStrings.bar,
      run: () => setHotkeyHelpOpen(true),
    },
  ]);
  const all = owners.flatMap(({ hotkeys }) => hotkeys).filter(({ enabled }) => enabled !== false);
  const groups = Map.groupBy(all, ({ group }) => group ?? hotkeyStrings.generalGroup);
  return (
    <Dialog
      open={helpOpen}
      onClose={() => setHotkeyHelpOpen(false)}
      title={hotkeyStrings.title}
      width="medium"
    >
      {[...groups].map(([group, hotkeys]) => (
        <section key={group} className={styles.group}>
          <h3 className={styles.heading}>{group}</h3>
          <KeyList hotkeys={hotkeys} label={hotkeyStrings.listLabel(group)} plainKeys={plainKeys} />
        </section>
      ))}
      <div className={styles.plain}>
        <Switch isSelected={plainKeys} onChange={setPlainKeys} className={styles.switch ?? ''}>
          <span className={styles.track} aria-hidden="true" />
          {hotkeyStrings.plainKeys}
        </Switch>
        <p className={styles.help}>{hotkeyStrings.plainKeysHelp}</p>
        <p className={styles.help}>{hotkeyStrings.altKeysWork}</p>
      </div>
    </Dialog>
  );
}

interface KeyListProps {
  hotkeys: readonly Hotkey[];
  label: string;
  plainKeys: boolean;
}

function KeyList({ hotkeys, label, plainKeys }: KeyListProps) {
  return (
    <ul aria-label={label} className={styles.list}>
      {hotkeys.map((hotkey) => {
        const keys = pressedKeys(hotkey.keys, plainKeys);
        return (
          <li key={hotkey.keys + hotkey.label} className={styles.row}>
            <span>{hotkey.label}</span>
            <KeyHint keys={keys} />
            <span className={styles.spoken}>{keys}</span>
          </li>
        );
      })}
    </ul>
  );
}
