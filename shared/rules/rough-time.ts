const some = (count: number, one: string, many: string) =>
  `about ${count.toLocaleString()} ${count === 1 ? one : many}`;

/** How long something takes (milliseconds), in words, as roughly as it is known. */
export function roughTime(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 100) return some(minutes, 'minute', 'minutes');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? some(hours, 'hour', 'hours') : some(Math.round(hours / 24), 'day', 'days');
}
