import { setupStrings } from '../../strings/setup.ts';
import { serverNow } from '../../ui/server-time.ts';
import { formatTime } from '../../ui/time.tsx';
import styles from './key-sheet.module.css';
import { placeOf } from './place-in-words.ts';
import { useSetupStore } from './setup.store.ts';

/** What comes out of the printer: the words and what they are for. On screen it is not there. */
export function KeySheet({ words }: { words: string[] }) {
  const folder = useSetupStore((state) => (state.status ? placeOf(state.status) : ''));
  return (
    <div className={styles.sheet}>
      <h1 className={styles.title}>{setupStrings.sheetTitle}</h1>
      <p>{setupStrings.sheetFor}</p>
      <ol className={styles.words}>
        {words.map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may stand twice; the order is fixed.
          <li key={index}>
            <span className={styles.number}>{index + 1}</span> {word}
          </li>
        ))}
      </ol>
      <p>
        {setupStrings.sheetStore} {folder}
      </p>
      <p>
        {setupStrings.sheetDate} {formatTime(serverNow(), 'date')}
      </p>
    </div>
  );
}
