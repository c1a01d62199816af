import fc from 'fast-check';
import type { Channel } from '#shared/contract/channel.ts';
import type { Result } from '#shared/result.ts';
import { mayCall, problemOf } from './hostile-checks.ts';
import type { HostileClient } from './hostile-client.ts';
import { hostileMutations, type Mutation } from './hostile-payloads.ts';
import { type CallerName, callerNames, type Stand } from './hostile-stands.ts';
import { beyondJson, brokenBodies, marker, toJsonText } from './hostile-values.ts';

/** Fixed, so that what one run found another finds again. */
const seed = 20_260_105;
const chunkSize = 200;
/** Every so many payloads, one that is no JSON or no JSON value at all. */
const brokenEvery = 25;

/** What hostile calls came to, and what was wrong. */
export interface Findings {
  direct: number;
  web: number;
  values: number;
  readonly errors: Map<string, number>;
  /** Notes something that should not have happened. */
  problem(what: string, where: Readonly<Record<string, unknown>>): void;
}

/** One channel at one stand. */
export interface Target {
  readonly stand: Stand;
  readonly name: string;
  readonly channel: Channel;
}

/** Calls the channel so many times through the seam, one call at a time. */
export async function callDirectly(target: Target, count: number, findings: Findings) {
  const { stand, name, channel } = target;
  await stand.restore();
  for (const [at, mutation] of mutations(channel, count, seed)) {
    const caller = callerFor(channel, at, callerNames);
    const input =
      at % brokenEvery === 0
        ? beyondJson[(at / brokenEvery) % beyondJson.length]
        : mutation(validFor(target));
    const written = await stand.watch();
    const reply = await stand.backend.call(name, input, stand.callerOf(caller)).catch(() => null);
    const what =
      problemOf(reply, channel, mayCall(channel, caller)) ??
      (reply?.ok === false && (await written()) ? changed : null);
    if (what) findings.problem(what, { name, stand: stand.name, caller, at });
    findings.direct += 1;
    await note(target, [reply], findings);
  }
}

/** Calls the channel so many times through the web host, some calls at once. */
export async function callByWeb(
  target: Target,
  client: HostileClient,
  count: number,
  findings: Findings,
) {
  const { stand, name, channel } = target;
  const callers = callerNames.filter((one) => one !== 'operator');
  await stand.restore();
  const all = mutations(channel, count, seed + 1);
  for (
    let batch = take(all, client.inFlight);
    batch.length > 0;
    batch = take(all, client.inFlight)
  ) {
    const written = await stand.watch();
    const valid = validFor(target);
    const replies = await Promise.all(
      batch.map(async ([at, mutation]) => {
        const caller = callerFor(channel, at, callers);
        const body =
          at % brokenEvery === 0
            ? (brokenBodies[(at / brokenEvery) % brokenBodies.length] ?? '')
            : toJsonText(mutation(valid));
        const { reply, raw, status } = await client.post(name, body, caller);
        const what =
          problemOf(reply, channel, mayCall(channel, caller)) ??
          (reply?.ok === false && raw.includes(marker) ? 'the reply repeats what was sent' : null);
        if (what)
          findings.problem(what, { name, stand: stand.name, caller, at, status, web: true });
        return reply;
      }),
    );
    if (replies.every((reply) => reply?.ok === false) && (await written()))
      findings.problem(changed, { name, stand: stand.name, at: batch[0]?.[0], web: true });
    findings.web += batch.length;
    await note(target, replies, findings);
  }
}

const changed = 'a call that was refused changed the store';

/** The channel's hostile inputs, numbered; drawn a chunk at a time, so that memory stays flat. */
function* mutations(
  channel: Channel,
  count: number,
  from: number,
): Generator<[number, Mutation], undefined> {
  const arbitrary = hostileMutations(channel);
  for (let start = 0; start < count; start += chunkSize) {
    const numRuns = Math.min(chunkSize, count - start);
    const drawn = fc.sample(arbitrary, { numRuns, seed: from + start });
    for (const [at, mutation] of drawn.entries()) yield [start + at, mutation];
  }
}

function take<Item>(items: Iterator<Item, undefined>, count: number): Item[] {
  const taken: Item[] = [];
  while (taken.length < count) {
    const { done, value } = items.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

/** Mostly somebody whose input is looked at; every fourth time whoever's turn it is. */
function callerFor(channel: Channel, at: number, callers: readonly CallerName[]): CallerName {
  const allowed = callers.filter((name) => mayCall(channel, name));
  const from = at % 4 === 3 || allowed.length === 0 ? callers : allowed;
  return from[Math.floor(at / 4) % from.length] ?? 'nobody';
}

function validFor({ stand, name }: Target): unknown {
  const [room = '', method = ''] = name.split('.');
  const samples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = stand.samples();
  return samples[room]?.[method];
}

/** Counts replies, and takes back what those that were accepted may have done. */
async function note(
  { stand, name, channel }: Target,
  replies: readonly (Result<unknown> | null)[],
  findings: Findings,
) {
  for (const reply of replies) {
    if (reply?.ok) findings.values += 1;
    else {
      const code = reply?.error.code ?? 'none';
      findings.errors.set(code, (findings.errors.get(code) ?? 0) + 1);
    }
  }
  const accepted = replies.some((reply) => reply?.ok);
  const sways = /^(setup|session|staff)\./.test(name);
  if (accepted && !channel.passive && (sways || findings.values % 20 === 0)) await stand.restore();
}
