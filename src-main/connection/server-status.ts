import { type SetupStatus, type StorePlace, setupStatus } from '#shared/contract/setup.contract.ts';
import { contractVersion, contractVersionHeader } from '#shared/contract/version.ts';
import { Refusal } from '../platform/refusal.ts';
import { ServerFailure } from './server-failure.ts';
import type { ServerLine } from './server-line.ts';
import { resultIn } from './server-reply.ts';

/** How long an answer may take, in milliseconds. */
export const answerWithinMs = 30_000;

export const setUpThere = 'A team’s server is set up where it runs, by whoever runs it.';

export type KeyProtection = Extract<StorePlace, { kind: 'local' }>['keyProtection'];

interface Here {
  /** The server's origin. */
  readonly address: string;
  /** The app's own version: that is what runs here. */
  readonly appVersion: string;
  /** How this machine guards the device's key. */
  readonly keyProtection: KeyProtection;
}

/**
 * Asks a server how it stands. Throws `ServerFailure` when it can't be asked, `Refusal` when it
 * refuses: `other_version`, for one.
 */
export async function askStatus(line: ServerLine): Promise<SetupStatus> {
  const reply = await line.post(
    '/call/setup.status',
    { [contractVersionHeader]: String(contractVersion) },
    '{}',
    answerWithinMs,
  );
  const result = resultIn(reply);
  if (!result.ok) {
    const { code, message, details } = result.error;
    throw new Refusal(code, message, details);
  }
  const parsed = setupStatus.safeParse(result.value);
  if (!parsed.success) throw new ServerFailure('no_desk');
  return parsed.data;
}

/** How the store stands for this desk, as its server says. What only a set-up helps is not for here. */
export function statusHere(status: SetupStatus, here: Here): SetupStatus {
  const unfit = status.state === 'empty' || status.state === 'key_unavailable';
  return {
    ...status,
    ...(unfit ? { state: 'store_unavailable', message: status.message || setUpThere } : {}),
    ...placed(here),
  };
}

/** How it stands when the server can't be asked. `now` is the server's time, as well as it is known. */
export function statusWithout(why: Refusal, here: Here, now: number): SetupStatus {
  const known = ['server_changed', 'other_version'] as const;
  const state = known.find((code) => code === why.code) ?? 'server_away';
  return { ...placed(here), state, message: why.message, demo: false, now };
}

function placed({ address, appVersion, keyProtection }: Here) {
  const place = { kind: 'team', address, keyProtection } as const;
  return { place, mayConnect: true, appVersion } as const;
}
