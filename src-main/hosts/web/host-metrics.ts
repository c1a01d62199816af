import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Result } from '#shared/result.ts';
import type { RefusalKind } from './refusal-kinds.ts';
import type { RefusalLog } from './refusal-log.ts';

/** Channels whose value says a verdict of its own. */
const withVerdict: ReadonlySet<string> = new Set([
  'session.signIn',
  'session.unlock',
  'session.changePassword',
  'verification.attempt',
]);

/** Counts of one host, by closed words alone: no ids, no names, no addresses. */
export class HostMetrics {
  readonly #registry = new Registry();
  readonly #log: RefusalLog | null;
  readonly #calls = new Counter({
    name: 'countersign_calls_total',
    help: 'Calls answered, by channel and outcome (ok, or the code of the error)',
    labelNames: ['channel', 'outcome'],
    registers: [this.#registry],
  });
  readonly #seconds = new Histogram({
    name: 'countersign_call_seconds',
    help: 'Time from a whole request to its answer, by channel',
    labelNames: ['channel'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.#registry],
  });
  readonly #verdicts = new Counter({
    name: 'countersign_verdicts_total',
    help: 'What checks of codes and passwords came to, by channel and kind',
    labelNames: ['channel', 'kind'],
    registers: [this.#registry],
  });
  readonly #refusals = new Counter({
    name: 'countersign_refusals_total',
    help: 'Requests and WebSockets that the host itself refused, by kind',
    labelNames: ['kind'],
    registers: [this.#registry],
  });
  readonly #desks = new Gauge({
    name: 'countersign_desks_connected',
    help: 'Desks that listen to events',
    registers: [this.#registry],
  });

  /** Refusals are said in the log too, if one is given. */
  constructor(log: RefusalLog | null) {
    this.#log = log;
  }

  called(channel: string, result: Result<unknown>, seconds: number): void {
    this.#calls.inc({ channel, outcome: result.ok ? 'ok' : result.error.code });
    this.#seconds.observe({ channel }, seconds);
    const kind = result.ok && withVerdict.has(channel) ? verdictKind(result.value) : undefined;
    if (kind !== undefined) this.#verdicts.inc({ channel, kind });
  }

  refused(kind: RefusalKind): void {
    this.#refusals.inc({ kind });
    this.#log?.note(kind);
  }

  deskConnected(): void {
    this.#desks.inc();
  }

  deskGone(): void {
    this.#desks.dec();
  }

  /** Adds the process' own figures, for whoever reads these. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** All of it in the Prometheus text format. */
  async text(): Promise<{ readonly type: string; readonly body: string }> {
    return { type: this.#registry.contentType, body: await this.#registry.metrics() };
  }
}

/** A sign-in's value is its verdict; a call's holds it. */
function verdictKind(value: unknown): string | undefined {
  const { kind, verdict } = value as { kind?: string; verdict?: { kind?: string } | null };
  return verdict?.kind ?? kind;
}
