import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { KeyHint } from './key-hint.tsx';
import choice from './view-choice.module.css';
import styles from './view-switch.module.css';

export interface ViewSwitchProps<Id extends string> {
  label: string;
  views: readonly { readonly id: Id; readonly label: string }[];
  value: Id;
  onChange: (id: Id) => void;
  /** The key that goes to the next view. */
  hint?: string | undefined;
}

/** Two or three views of one screen, one of them up. Arrow keys move, Enter or Space chooses. */
export function ViewSwitch<Id extends string>(props: ViewSwitchProps<Id>) {
  const { label, views, value, onChange, hint } = props;
  return (
    <div className={styles.switch}>
      <ToggleButtonGroup
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[value]}
        onSelectionChange={([chosen]) => onChange(chosen as Id)}
        className={styles.choices ?? ''}
      >
        {views.map((view) => (
          <ToggleButton key={view.id} id={view.id} className={choice.choice ?? ''}>
            {view.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {hint && <KeyHint keys={hint} />}
    </div>
  );
}
