/** For what comes up below what was pressed, as a ref: no more is scrolled than it takes. */
export function bringInSight(part: HTMLElement | null): void {
  part?.scrollIntoView({ block: 'nearest' });
}
