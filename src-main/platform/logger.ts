/** Facts of a log line. Never an input, a code, a password, a key or a token. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** The program's own log, for whoever runs it: what it does, not what people say to it. */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** One JSON object a line on standard error. */
export const stderrLogger: Logger = {
  info: (event, fields) => write('info', event, fields),
  error: (event, fields) => write('error', event, fields),
};

function write(level: string, event: string, fields: LogFields = {}) {
  const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...fields });
  process.stderr.write(`${line}\n`);
}
