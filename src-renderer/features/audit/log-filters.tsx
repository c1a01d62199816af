import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  type AuditAction,
  type AuditFilter,
  type AuditOutcome,
  auditActions,
  auditOutcomes,
} from '#shared/contract/audit.contract.ts';
import { desk } from '../../bridge/desk.ts';
import { actionLabels, outcomeLabels, auditStrings as words } from '../../strings/audit.ts';
import { Button } from '../../ui/button.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { serverNow } from '../../ui/server-time.ts';
import { TextField } from '../../ui/text-field.tsx';
import { loadLog, useLogStore } from './log.store.ts';
import styles from './log-filters.module.css';

const any = 'any';
type Span = keyof typeof words.times;
const hour = 3_600_000;
const spanLengths: Partial<Record<Span, number>> = { hour, day: 24 * hour, week: 168 * hour };
/** The Client ID filters once the typing rests (milliseconds). */
const settleAfter = 250;

/** Narrows the log by person, account, action, outcome and time. */
export function LogFilters() {
  const { filter } = useLogStore();
  const [span, setSpan] = useState<Span>('any');
  const staff = useStaffOptions();
  const put = (change: Changes) => void loadLog(merge(filter, change));
  const chooseSpan = (next: Span) => {
    setSpan(next);
    const length = spanLengths[next];
    if (next !== 'own')
      put({ from: length ? Math.floor(serverNow() - length) : undefined, to: undefined });
  };
  const clear = () => {
    setSpan('any');
    void loadLog({});
  };
  return (
    <search aria-label={words.filters} className={styles.filters}>
      <Select
        label={words.person}
        options={[{ id: any, label: words.everybody }, ...staff]}
        value={filter.staffId === undefined ? any : String(filter.staffId)}
        onChange={(id) => put({ staffId: id === any ? undefined : Number(id) })}
        className={styles.person}
      />
      <ClientIdField
        key={filter.clientId === undefined ? 'none' : 'some'}
        value={filter.clientId ?? ''}
        onChange={(clientId) => put({ clientId: clientId === '' ? undefined : clientId })}
      />
      <Select<AuditAction | typeof any>
        label={words.action}
        options={[
          { id: any, label: words.anyAction },
          ...auditActions.map((id) => ({ id, label: actionLabels[id] })),
        ]}
        value={filter.action ?? any}
        onChange={(id) => put({ action: id === any ? undefined : id })}
        className={styles.action}
      />
      <Select<AuditOutcome | typeof any>
        label={words.outcome}
        options={[
          { id: any, label: words.anyOutcome },
          ...auditOutcomes.map((id) => ({ id, label: outcomeLabels[id] })),
        ]}
        value={filter.outcome ?? any}
        onChange={(id) => put({ outcome: id === any ? undefined : id })}
        className={styles.outcome}
      />
      <Select<Span>
        label={words.time}
        options={(Object.keys(words.times) as Span[]).map((id) => ({ id, label: words.times[id] }))}
        value={span}
        onChange={chooseSpan}
        className={styles.outcome}
      />
      {span === 'own' && (
        <>
          <MomentField label={words.from} at={filter.from} onChange={(from) => put({ from })} />
          <MomentField label={words.to} at={filter.to} onChange={(to) => put({ to })} />
        </>
      )}
      {(Object.keys(filter).length > 0 || span !== 'any') && (
        <Button tone="plain" icon={<X aria-hidden="true" />} onPress={clear}>
          {words.clearFilters}
        </Button>
      )}
    </search>
  );
}

type Changes = { [Name in keyof AuditFilter]?: AuditFilter[Name] | undefined };

function merge(filter: AuditFilter, change: Changes): AuditFilter {
  const entries = Object.entries({ ...filter, ...change });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function useStaffOptions(): readonly SelectOption<string>[] {
  const [options, setOptions] = useState<readonly SelectOption<string>[]>([]);
  useEffect(() => {
    let wanted = true;
    void desk.staff.list({}).then((result) => {
      if (!wanted || !result.ok) return;
      setOptions(
        result.value.staff.map(({ staffId, name, username }) => ({
          id: String(staffId),
          label: name,
          detail: username,
        })),
      );
    });
    return () => {
      wanted = false;
    };
  }, []);
  return options;
}

/** Filters when Enter is pressed or the typing rests. */
function ClientIdField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    const wanted = typed.replace(/[\s#\p{Cc}]/gu, '').slice(0, 40);
    if (wanted === value) return;
    const timer = setTimeout(() => onChange(wanted), settleAfter);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextField
      label={words.account}
      placeholder={words.accountPlaceholder}
      value={typed}
      onChange={setTyped}
      maxLength={60}
      className={styles.clientId}
    />
  );
}

interface MomentFieldProps {
  label: string;
  at: number | undefined;
  onChange: (at: number | undefined) => void;
}

/** A local date and time. */
function MomentField({ label, at, onChange }: MomentFieldProps) {
  return (
    <label className={styles.moment}>
      <span>{label}</span>
      <input
        type="datetime-local"
        defaultValue={at === undefined ? '' : localMoment(at)}
        onChange={({ target }) => {
          const typed = target.value === '' ? Number.NaN : new Date(target.value).getTime();
          onChange(Number.isNaN(typed) ? undefined : typed);
        }}
      />
    </label>
  );
}

/** A moment as a local-time input takes it. */
function localMoment(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000;
  return new Date(at - offset).toISOString().slice(0, 16);
}
