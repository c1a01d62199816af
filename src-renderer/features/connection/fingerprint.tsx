import { connectionStrings } from '../../strings/connection.ts';
import styles from './fingerprint.module.css';

/** A fingerprint in groups of two bytes, four to a line: to be read aloud and compared. */
export function Fingerprint({ value }: { value: string }) {
  const groups = value.match(/..:?..(?=:|$)/g) ?? [];
  return (
    <figure className={styles.fingerprint}>
      <figcaption className={styles.caption}>{connectionStrings.fingerprint}</figcaption>
      <ol className={styles.groups}>
        {groups.map((group, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a group may stand twice; the order is fixed.
          <li key={index} className={styles.group}>
            {group}
          </li>
        ))}
      </ol>
    </figure>
  );
}
