import { Clock, KeyRound, UserX } from 'lucide-react';
import type { StaffView } from '#shared/contract/staff.contract.ts';
import { commonStrings } from '../../strings/common.ts';
import { staffStrings } from '../../strings/staff.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type TableColumn } from '../../ui/data-table.tsx';
import { Time } from '../../ui/time.tsx';
import { useSession } from '../session/session.store.ts';
import styles from './staff-table.module.css';

interface StaffTableProps {
  staff: readonly StaffView[];
  openId: number | null;
  onOpen: (person: StaffView) => void;
}

const { columns: headers } = staffStrings;

/** Everybody in one table; a row opens what can be done for the person. */
export function StaffTable({ staff, openId, onOpen }: StaffTableProps) {
  const { staffId: ownId } = useSession();
  return (
    <DataTable
      label={staffStrings.tableLabel}
      columns={columnsFor(ownId)}
      items={staff}
      getKey={({ staffId }) => staffId}
      selectedKey={openId}
      onOpen={onOpen}
      rowHeight={36}
    />
  );
}

function columnsFor(ownId: number): readonly TableColumn<StaffView>[] {
  return [
    {
      id: 'name',
      header: headers.name,
      width: 'minmax(150px, 2fr)',
      render: ({ name, staffId }) => (
        <>
          <span className={styles.name}>{name}</span>
          {staffId === ownId && <Badge>{staffStrings.you}</Badge>}
        </>
      ),
    },
    {
      id: 'username',
      header: headers.username,
      width: 'minmax(100px, 1fr)',
      render: ({ username }) => <span className={styles.quiet}>{username}</span>,
    },
    {
      id: 'role',
      header: headers.role,
      width: '96px',
      render: ({ role }) => <span>{staffStrings.roles[role]}</span>,
    },
    {
      id: 'works-on',
      header: headers.worksOn,
      width: '120px',
      render: ({ worksOn }) => <span>{staffStrings.worksOn[worksOn]}</span>,
    },
    {
      id: 'state',
      header: headers.state,
      width: 'minmax(130px, 1.5fr)',
      render: (person) => <StateBadges person={person} />,
    },
    {
      id: 'last-sign-in',
      header: headers.lastSignIn,
      width: '150px',
      align: 'end',
      render: ({ lastSignInAt }) =>
        lastSignInAt === null ? (
          <span className={styles.quiet}>{commonStrings.never}</span>
        ) : (
          <Time at={lastSignInAt} />
        ),
    },
  ];
}

/** How a colleague stands: kept out, a limit, a first password; `Active` when nothing is the matter. */
export function StateBadges({ person }: { person: StaffView }) {
  const { active, passwordChangeDue, limitReached } = person;
  const { states } = staffStrings;
  if (!active) {
    return (
      <Badge tone="disabled" icon={<UserX />}>
        {states.inactive}
      </Badge>
    );
  }
  if (limitReached === null && !passwordChangeDue) {
    return <span className={styles.quiet}>{states.active}</span>;
  }
  return (
    <>
      {limitReached && (
        <Badge tone="wait" icon={<Clock />}>
          {states.limit}
        </Badge>
      )}
      {passwordChangeDue && (
        <Badge tone="accent" icon={<KeyRound />}>
          {states.passwordDue}
        </Badge>
      )}
    </>
  );
}
