import type { CertificateView } from '#shared/contract/connection.contract.ts';
import { connectionStrings } from '../../strings/connection.ts';
import { formatTime } from '../../ui/time.tsx';
import styles from './certificate-facts.module.css';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** What there is to know of a server, line by line. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a certificate says of itself, but for its fingerprint. */
export function factsOf({ issuedTo, issuedBy, validFrom, validTo }: CertificateView): Fact[] {
  const day = (at: number) => formatTime(at, 'date');
  return [
    { label: connectionStrings.issuedTo, value: issuedTo },
    { label: connectionStrings.issuedBy, value: issuedBy },
    {
      label: connectionStrings.valid,
      value: connectionStrings.validFromTo(day(validFrom), day(validTo)),
    },
  ];
}
