import { Check, Clock, Hourglass, type LucideIcon, OctagonX, TimerOff } from 'lucide-react';
import type { MailState, MailView } from '#shared/contract/mail.contract.ts';
import { mailStrings as words } from '../../strings/mail.ts';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Time } from '../../ui/time.tsx';
import { useMedia } from '../../ui/use-media.ts';
import styles from './mail-screen.module.css';

interface OutboxTableProps {
  mails: readonly MailView[];
  openId: number | null;
  onOpen: (mail: MailView) => void;
  onEnd: () => void;
}

/** The outbox, newest first; a row opens what is known of the mail and what can be done. */
export function OutboxTable({ mails, openId, onOpen, onEnd }: OutboxTableProps) {
  const narrow = useMedia('(width < 900px)');
  return (
    <DataTable
      label={words.tableLabel}
      columns={narrow ? columns.filter(({ id }) => id !== 'to' && id !== 'queued') : columns}
      items={mails}
      getKey={({ mailId }) => mailId}
      selectedKey={openId}
      onOpen={onOpen}
      onEnd={onEnd}
      rowHeight={36}
    />
  );
}

const columns: readonly TableColumn<MailView>[] = [
  {
    id: 'what',
    header: words.columns.what,
    width: 'minmax(180px, 1.6fr)',
    render: ({ kind }) => <span>{words.kinds[kind]}</span>,
  },
  {
    id: 'to',
    header: words.columns.to,
    width: 'minmax(140px, 1fr)',
    render: ({ recipient }) => recipient ?? <span className={styles.quiet}>{words.gone}</span>,
  },
  {
    id: 'about',
    header: words.columns.about,
    width: 'minmax(140px, 1.2fr)',
    render: ({ clientId, accountName }) => (
      <span>
        {accountName} {clientId && <span className={styles.quiet}>#{clientId}</span>}
      </span>
    ),
  },
  {
    id: 'state',
    header: words.columns.state,
    width: '150px',
    render: ({ state }) => <StateBadge state={state} />,
  },
  {
    id: 'queued',
    header: words.columns.queued,
    width: '150px',
    align: 'end',
    render: ({ queuedAt }) => <Time at={queuedAt} />,
  },
];

const looks: Record<MailState, { tone: NonNullable<BadgeProps['tone']>; Icon: LucideIcon }> = {
  waiting: { tone: 'accent', Icon: Clock },
  held: { tone: 'wait', Icon: Hourglass },
  sent: { tone: 'verified', Icon: Check },
  failed: { tone: 'refused', Icon: OctagonX },
  expired: { tone: 'disabled', Icon: TimerOff },
};

/** How a mail stands, by a word and a mark. */
export function StateBadge({ state }: { state: MailState }) {
  const { tone, Icon } = looks[state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {words.states[state]}
    </Badge>
  );
}
