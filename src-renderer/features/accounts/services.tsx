import type { ServiceView } from '#shared/contract/accounts.contract.ts';
import { accountStrings as words } from '../../strings/accounts.ts';
import styles from './account-panel.module.css';

/** What the client has with us. */
export function Services({ services }: { services: readonly ServiceView[] }) {
  if (services.length === 0) return null;
  return (
    <section className={styles.details} aria-label={words.servicesHeading}>
      <h3 className={styles.heading}>{words.servicesHeading}</h3>
      <ul className={styles.services}>
        {services.map((service) => (
          <li key={service.serviceId} className={styles.service}>
            <span>{service.domain ?? service.name}</span>
            {service.domain !== null && <span className={styles.kind}>{service.name}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
