import type { Logger } from '#main/platform/logger.ts';

/** A log that is kept, so that tests can look for secrets in it. */
export class KeptLog implements Logger {
  readonly lines: string[] = [];
  info(event: string, fields = {}): void {
    this.lines.push(JSON.stringify({ event, ...fields }));
  }
  error(event: string, fields = {}): void {
    this.lines.push(JSON.stringify({ event, ...fields }));
  }
}
