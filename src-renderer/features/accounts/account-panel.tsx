import { Lock, LockOpen, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AccountView } from '#shared/contract/accounts.contract.ts';
import type { AccountStatus } from '#shared/contract/fields.ts';
import { accountStrings as words } from '../../strings/accounts.ts';
import { editStrings } from '../../strings/edit-account.ts';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { countryName } from '../../ui/country-name.ts';
import { useKeyHint } from '../../ui/hotkeys/use-hotkeys.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { EmptyState, ErrorState } from '../../ui/state-message.tsx';
import { Time } from '../../ui/time.tsx';
import { openAccount, useAccountStore } from './account.store.ts';
import styles from './account-panel.module.css';
import { openEditOnScreen } from './edit/edit-dialog.store.ts';
import { RecentCalls } from './recent-calls.tsx';
import { Services } from './services.tsx';
import { WhoVerifies } from './who-verifies.tsx';

const statusTones = {
  active: 'verified',
  suspended: 'wait',
  closed: 'refused',
} as const satisfies Record<AccountStatus, BadgeProps['tone']>;

/** The account on screen; `children` is who is calling, which comes before the details. */
export function AccountPanel({ children }: { children: ReactNode }) {
  const { account, awaitedId, error, likelyCallerId } = useAccountStore();
  if (error && awaitedId !== null)
    return <ErrorState error={error} onRetry={() => void openAccount(awaitedId, likelyCallerId)} />;
  if (account === null)
    return awaitedId === null ? (
      <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>
    ) : (
      <div className={styles.opening}>
        <Spinner label={words.opening} />
      </div>
    );
  return (
    <div className={styles.panel}>
      <AccountHeader account={account} />
      {children}
      <WhoVerifies account={account} />
      <AccountDetails account={account} />
      <Services services={account.services} />
      <RecentCalls key={account.accountId} calls={account.recentCalls} />
    </div>
  );
}

function AccountHeader({ account }: { account: AccountView }) {
  const { services } = account;
  const domains = services.flatMap(({ domain }) => (domain === null ? [] : [domain]));
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h2 className={styles.name}>
          <bdi>{account.name}</bdi>
        </h2>
        <span className={styles.clientId}>{words.clientId(account.clientId)}</span>
      </div>
      <p className={styles.facts}>
        <Badge tone={statusTones[account.status]}>{words.statuses[account.status]}</Badge>
        <span>
          {services.length === 0 ? words.noServices : words.services(services.length)}
          {domains.length > 0 && <>: {domains.slice(0, 2).join(', ')}</>}
          {domains.length > 2 && <> {words.moreDomains(domains.length - 2)}</>}
        </span>
        <span className={styles.since}>
          {words.since} <Time at={account.customerSince} show="date" />
        </span>
      </p>
      {account.status !== 'active' && (
        <div className={styles.status}>
          <Banner tone={account.status === 'closed' ? 'danger' : 'warn'}>
            {words.statusMeans[account.status]}
          </Banner>
        </div>
      )}
    </header>
  );
}

function AccountDetails({ account }: { account: AccountView }) {
  const { masked } = account;
  const Icon = masked ? Lock : LockOpen;
  return (
    <section className={styles.details} aria-label={words.details}>
      <div className={styles.headed}>
        <h3 className={styles.heading}>{words.details}</h3>
        <Button
          tone="plain"
          size="small"
          icon={<Pencil aria-hidden="true" />}
          hint={useKeyHint('Alt+A')}
          onPress={openEditOnScreen}
        >
          {editStrings.open}
        </Button>
      </div>
      <p className={styles.masking} data-masked={masked}>
        <Icon aria-hidden="true" />
        {masked ? words.masked : words.unmasked}
      </p>
      <dl className={styles.list}>
        <Detail term={words.username}>{account.username}</Detail>
        <Detail term={words.email}>{account.email}</Detail>
        <Detail term={words.phone}>{account.phone ?? words.none}</Detail>
        {account.address.length > 0 && (
          <Detail term={words.address}>{account.address.join(', ')}</Detail>
        )}
        <Detail term={words.country}>{countryName(account.country)}</Detail>
      </dl>
    </section>
  );
}

function Detail({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className={styles.detail}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
