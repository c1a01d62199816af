import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Access, Channel } from '#shared/contract/channel.ts';
import { isForCardNumber } from '#shared/contract/fields.ts';
import { findChannel, roomsBeforeStore } from '#shared/contract/index.ts';
import type { ErrorCode, Result } from '#shared/result.ts';
import type { Actor, CallContext, Caller, SignedIn } from './call.ts';
import type { Logger } from './logger.ts';
import { Refusal } from './refusal.ts';

type Handler = (input: unknown, context: CallContext) => Promise<unknown>;

/**
 * A room's handlers as the dispatcher calls them: with input that the channel's schema has just
 * parsed. `Handlers<Room>` types each; here only their names are left.
 */
export type RoomHandlers = Readonly<Record<string, Handler>>;

/** A session as the gate at each call sees it. */
interface GatedSession extends SignedIn {
  readonly state: 'active' | 'locked' | 'password_change_due';
}

/** What a dispatcher needs of the rooms behind it. */
export interface DispatchTarget<Session extends GatedSession> {
  /** The handlers there are now; throws `Refusal` when the store can't be used. */
  handlers(room: string): Promise<RoomHandlers>;
  session(caller: Caller): Promise<Session | null>;
  touch(session: Session): Promise<void>;
  /** Puts on record that this session asked for what its role may not. */
  noteRoleRefused(session: Session, channel: string): Promise<void>;
  /** Puts on record that a card number was sent to be kept, which no handler gets to see. */
  noteCardRefused(context: CallContext): Promise<void>;
}

/**
 * Carries one call from a host to its use case: parses the input with the channel's schema, checks
 * session and role, runs the handler, checks the reply, and turns whatever is thrown into an error
 * result. It never throws, and no error carries what was sent.
 */
export class Dispatcher<Session extends GatedSession> {
  readonly #target: DispatchTarget<Session>;
  readonly #logger: Logger;

  constructor(target: DispatchTarget<Session>, logger: Logger) {
    this.#target = target;
    this.#logger = logger;
  }

  call(name: string, input: unknown, caller: Caller): Promise<Result<unknown>> {
    const channel = findChannel(name);
    return this.answer(channel ? name : 'unknown', async () => {
      if (!channel) throw new Refusal('unknown_channel', 'There is no such channel.');
      const [room = '', method = ''] = name.split('.');
      const handler = (await this.#target.handlers(room))[method];
      if (!handler) throw new Error(`No handler for ${name}`);
      const context = await this.#context(name, channel, caller);
      const parsed = channel.input.safeParse(input);
      if (!parsed.success) {
        if (isForCardNumber(parsed.error)) await this.#target.noteCardRefused(context);
        throw invalidInput(parsed.error);
      }
      return channel.output.parse(await handler(parsed.data, context));
    });
  }

  /** Does what a caller asked for under a name that the log may hold. Never throws. */
  async answer<Value>(name: string, work: () => Promise<Value>): Promise<Result<Value>> {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      return { ok: false, error: this.#explain(name, error) };
    }
  }

  async #context(name: string, channel: Channel, caller: Caller): Promise<CallContext> {
    const [room = ''] = name.split('.');
    if (roomsBeforeStore.includes(room)) return { caller, actor: nobody, session: null };
    if (isList(channel.access) && caller.operator && channel.access.includes('operator'))
      return { caller, actor: { staffId: null, role: 'operator' }, session: null };
    const session = await this.#target.session(caller);
    assertState(channel.access, session);
    if (session && isList(channel.access) && !channel.access.includes(session.role)) {
      await this.#target.noteRoleRefused(session, name);
      throw new Refusal('not_allowed', 'Your role may not do this. Ask a supervisor.');
    }
    if (session && session.state === 'active' && !channel.passive)
      await this.#target.touch(session);
    return { caller, actor: session ?? nobody, session };
  }

  #explain(channel: string, error: unknown): { code: ErrorCode; message: string } {
    if (error instanceof Refusal) {
      const { code, message, details } = error;
      return { code, message, ...(details ? { details } : {}) };
    }
    const reference = randomUUID();
    // The message may quote what was sent: the log gets the kind of error and where, no more.
    const known = error instanceof Error ? error : new Error('not an error');
    this.#logger.error('call.failed', {
      reference,
      channel,
      error: known.name,
      where: framesOf(known).slice(0, 5).join(' | '),
    });
    return {
      code: 'internal',
      message: `Something went wrong in the program. Try again; if it stays so, give your administrator the reference ${reference}.`,
    };
  }
}

const nobody: Actor = { staffId: null, role: 'nobody' };
const isList = (access: Access): access is Exclude<Access, string> => typeof access !== 'string';

/** A channel for roles takes an active session; which role it is, is not looked at here. */
function assertState(access: Access, session: GatedSession | null): void {
  if (access === 'anyone') return;
  if (!session) throw new Refusal('not_signed_in', 'Sign in first.');
  if (access === 'session') return;
  if (session.state === 'locked')
    throw new Refusal('session_locked', 'The desk is locked. Unlock it with your password.');
  if (session.state === 'password_change_due')
    throw new Refusal('password_change_due', 'Choose a password of your own first.');
}

/** Where an error came from: the lines after its message, which may have lines of its own. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message) + message.length;
  return stack
    .slice(start)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
}

/** Says which fields are wrong and why, in words of the schema: never a value that was sent. */
function invalidInput(error: z.ZodError): Refusal {
  const issues = error.issues.slice(0, 5).map((issue) => {
    const where = issue.path.map(String).join('.') || 'input';
    return `${where}: ${reason(issue)}`;
  });
  const field = error.issues[0]?.path.map(String).join('.') ?? '';
  return new Refusal('invalid_input', `This can't be used as it is. ${issues.join('; ')}.`, {
    field,
  });
}

function reason(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.message;
    case 'invalid_type':
      return `must be a ${issue.expected}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'unrecognized_keys':
      return 'has a field that is not known';
    case 'invalid_format':
      return issue.format === 'regex' ? issue.message : 'has the wrong form';
    default:
      return 'is not one of the values allowed';
  }
}
