import type { CodeForm, SpokenPart } from '#shared/rules/spoken-code.ts';
import { setCodeStrings as words } from '../../../strings/set-code.ts';
import styles from './secret-sheet.module.css';

interface SecretSheetProps {
  form: CodeForm;
  groups: readonly (readonly SpokenPart[])[];
}

/** A new code as it is read out: words large, or characters each with its spoken name. */
export function SecretSheet({ form, groups }: SecretSheetProps) {
  return (
    <ol className={styles.sheet} data-form={form} aria-label={words.shown}>
      {groups.map((group, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a word or a letter may come twice.
        <li key={place} className={styles.group}>
          {group.map(({ shown, said }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <span key={at} className={styles.part}>
              <span data-shown="" className={styles.shown}>
                {shown}
              </span>
              {said !== shown && <span className={styles.said}>{said}</span>}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
