import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import { KeyHint } from './key-hint.tsx';
import styles from './menu.module.css';

export interface MenuEntry {
  id: string;
  label: string;
  icon?: ReactNode;
  hint?: string | undefined;
  run: () => void;
}

export interface MenuGroup {
  id: string;
  title?: string;
  /** Set for a group of choices: the chosen entry, drawn with a mark. */
  chosenId?: string;
  entries: readonly MenuEntry[];
}

export interface MenuProps {
  label: string;
  /** The button that opens it. */
  trigger: ReactNode;
  groups: readonly MenuGroup[];
}

/** A pop-up menu of actions. */
export function Menu({ label, trigger, groups }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ''} offset={4} placement="bottom end">
        <AriaMenu aria-label={label} className={styles.menu ?? ''}>
          {groups.map((group) => (
            <MenuSection
              key={group.id}
              className={styles.group ?? ''}
              {...(group.title ? {} : { 'aria-label': label })}
              {...(group.chosenId
                ? { selectionMode: 'single' as const, selectedKeys: [group.chosenId] }
                : {})}
            >
              {group.title && <Header className={styles.title ?? ''}>{group.title}</Header>}
              {group.entries.map((entry) => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
                  textValue={entry.label}
                  onAction={entry.run}
                  className={styles.entry ?? ''}
                >
                  <span className={styles.icon}>{entry.icon}</span>
                  <span className={styles.words}>{entry.label}</span>
                  {entry.hint && <KeyHint keys={entry.hint} />}
                  {entry.id === group.chosenId && (
                    <Check aria-hidden="true" className={styles.check} />
                  )}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
