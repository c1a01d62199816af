import { KeyRound, Lock } from 'lucide-react';
import type { OpenSessionView } from '#shared/contract/session.contract.ts';
import { signedInStrings as words } from '../../strings/signed-in.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Time } from '../../ui/time.tsx';
import { useMedia } from '../../ui/use-media.ts';
import styles from './staff-table.module.css';

interface SignedInTableProps {
  sessions: readonly OpenSessionView[];
  openId: number | null;
  onOpen: (session: OpenSessionView) => void;
}

/** Who is signed in; a row opens what can be done about it. */
export function SignedInTable({ sessions, openId, onOpen }: SignedInTableProps) {
  const narrow = useMedia('(width < 700px)');
  return (
    <DataTable
      label={words.tableLabel}
      columns={narrow ? narrowColumns : columns}
      items={sessions}
      getKey={({ sessionId }) => sessionId}
      selectedKey={openId}
      onOpen={onOpen}
      rowHeight={narrow ? 56 : 36}
    />
  );
}

const columns: readonly TableColumn<OpenSessionView>[] = [
  {
    id: 'name',
    header: words.columns.name,
    width: 'minmax(150px, 2fr)',
    render: (session) => <Name {...session} />,
  },
  {
    id: 'role',
    header: words.columns.role,
    width: '96px',
    render: ({ role }) => <span>{staffStrings.roles[role]}</span>,
  },
  {
    id: 'from',
    header: words.columns.from,
    width: 'minmax(120px, 1.2fr)',
    render: (session) => <From {...session} />,
  },
  {
    id: 'state',
    header: words.columns.state,
    width: 'minmax(110px, 1fr)',
    render: ({ state }) => <SessionState state={state} />,
  },
  {
    id: 'signed-in',
    header: words.columns.signedIn,
    width: '150px',
    align: 'end',
    render: ({ signedInAt }) => <Time at={signedInAt} />,
  },
  {
    id: 'active',
    header: words.columns.active,
    width: '150px',
    align: 'end',
    render: ({ lastActivityAt }) => <Time at={lastActivityAt} />,
  },
];

/** Where the window is narrow: who over where from and since when. */
const narrowColumns: readonly TableColumn<OpenSessionView>[] = [
  {
    id: 'session',
    header: words.columns.name,
    width: 'minmax(0, 1fr)',
    render: (session) => (
      <div className={styles.stack}>
        <div className={styles.line}>
          <Name {...session} />
        </div>
        <div className={styles.line}>
          <From {...session} />
          <span className={styles.quiet}>
            {words.since} <Time at={session.signedInAt} show="time" />
          </span>
        </div>
      </div>
    ),
  },
  {
    id: 'state',
    header: words.columns.state,
    width: '120px',
    render: ({ state }) => <SessionState state={state} />,
  },
];

function Name({ name, own }: OpenSessionView) {
  return (
    <>
      <span className={styles.name}>{name}</span>
      {own && <Badge>{words.own}</Badge>}
    </>
  );
}

/** The address, where a team's server saw one; else the door. */
export function From({ address, door }: OpenSessionView) {
  return <span className={styles.quiet}>{address ?? words.doors[door]}</span>;
}

/** How a sign-in stands, by a word and a mark. */
export function SessionState({ state }: Pick<OpenSessionView, 'state'>) {
  if (state === 'active') return <span className={styles.quiet}>{words.states.active}</span>;
  return state === 'locked' ? (
    <Badge tone="wait" icon={<Lock />}>
      {words.states.locked}
    </Badge>
  ) : (
    <Badge tone="accent" icon={<KeyRound />}>
      {words.states.password_change_due}
    </Badge>
  );
}
