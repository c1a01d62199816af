/** The language of the strings; the zone stays the person's own. */
const locale = 'en-GB';

const timeOnly = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const dateOnly = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
const dateAndTime = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const withZone = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });

const formats = { time: timeOnly, date: dateOnly, 'date-time': dateAndTime };

/** A moment in words: `time` 14:32, `date` 3 Mar 2026, `date-time` both. Local. */
export function formatTime(at: number, show: keyof typeof formats = 'date-time'): string {
  return formats[show].format(at);
}

/** A local time (Unix ms), with date, seconds and zone on hover. */
export function Time({ at, show = 'date-time' }: { at: number; show?: keyof typeof formats }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={withZone.format(at)}>
      {formatTime(at, show)}
    </time>
  );
}

/** Exact UTC to the millisecond, for the log; the local time with its zone on hover. */
export function UtcTime({ iso }: { iso: string }) {
  return (
    <time dateTime={iso} title={withZone.format(new Date(iso))}>
      {iso.replace('T', ' ').replace('Z', '')}
    </time>
  );
}
