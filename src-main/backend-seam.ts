import { roomsBeforeStore } from '#shared/contract/index.ts';
import type { SetupStatus } from '#shared/contract/setup.contract.ts';
import type { Result } from '#shared/result.ts';
import { type DeskListener, EventsService, type Watch } from './events/events.service.ts';
import { runWorkers, type Workers } from './platform/background/workers.ts';
import type { Caller } from './platform/call.ts';
import type { Clock } from './platform/clock.ts';
import type { RecordSignal } from './platform/database/engine.ts';
import type { Store } from './platform/database/schema.ts';
import { Dispatcher, type RoomHandlers } from './platform/dispatcher.ts';
import type { Logger } from './platform/logger.ts';
import { Refusal } from './platform/refusal.ts';
import type { Rooms } from './rooms.ts';

/** The product behind one seam: every host, and every test, comes in through `call`. */
export interface Backend {
  /** Carries one call (`room.name`) for a caller. Never throws; what fails is an error result. */
  call(channel: string, input: unknown, caller: Caller): Promise<Result<unknown>>;
  /**
   * Tells a signed-in desk when to look again: from now on (`after` null), or from the record after
   * that number, so that what it missed is made good. Never throws; refuses `not_signed_in`.
   */
  watch(caller: Caller, after: number | null, listener: DeskListener): Promise<Result<Watch>>;
  /** The time by which it decides, in Unix milliseconds: hosts judge by no other. */
  now(): number;
  /** Waits for calls under way, signs the log's end, and closes the store. */
  close(): Promise<void>;
}

type AnyHandlers = Readonly<Partial<Record<string, unknown>>>;

/** The rooms of an open store, as a backend serves them. */
export interface OpenRooms {
  readonly rooms: Rooms;
  readonly events: EventsService;
  /** What is done beside the calls; null in a program that is there for one command. */
  readonly workers: Workers | null;
  /** By room; those of `Rooms` and what only this kind of store has. */
  readonly handlers: AnyHandlers;
}

/** What a backend stands on: one person's data folder, or a team's database. */
export interface Standing {
  /** The handlers that need no store, by room. */
  readonly before: AnyHandlers;
  /** The open store's rooms, or null while it can't be used. */
  open(): OpenRooms | null;
  /** What still answers of a store that was moved elsewhere, by room; null for any other. */
  toRead(): AnyHandlers | null;
  status(): Promise<SetupStatus>;
  now(): number;
  /** Closes the store. */
  close(): Promise<void>;
}

interface OpenRoomsParts {
  readonly rooms: Rooms;
  readonly store: Store;
  readonly clock: Clock;
  readonly records: RecordSignal;
  readonly logger: Logger;
  /** The rooms that only this kind of store has. */
  readonly others: AnyHandlers;
  /** Whether this program works beside the calls, too. */
  readonly workers: boolean;
  /** Whether the store can be written to now. */
  readonly usable: () => boolean;
}

/** Puts together what a backend serves of an open store. */
export function openRooms(parts: OpenRoomsParts): OpenRooms {
  const { rooms, records, logger } = parts;
  const events = new EventsService({
    records,
    log: rooms.audit,
    session: (caller) => rooms.sessions.resolve(caller),
    logger,
  });
  const workers = parts.workers ? runWorkers(parts, rooms.workers) : null;
  return { rooms, events, workers, handlers: { ...rooms.handlers, ...parts.others } };
}

/** The backend on a standing: the one way in, whatever the store is. */
export function backendOn(standing: Standing, logger: Logger): Backend {
  const open = async (): Promise<OpenRooms> => {
    const before = standing.open();
    if (before) return before;
    const { state, message } = await standing.status();
    // Asking may have opened it.
    const after = standing.open();
    if (after) return after;
    throw new Refusal(
      state === 'empty' ? 'not_set_up' : state === 'ready' ? 'store_unavailable' : state,
      message || 'Set Countersign up first.',
    );
  };
  const dispatcher = new Dispatcher(
    {
      handlers: async (room) => {
        const of = roomsBeforeStore.includes(room) ? standing.before : standing.toRead();
        // Each was typed by its room's contract; the dispatcher parses before it calls.
        return (of?.[room] ?? (await open()).handlers[room]) as RoomHandlers;
      },
      session: async (caller) => (await open()).rooms.sessions.resolve(caller),
      touch: async (session) => (await open()).rooms.sessions.touch(session),
      noteRoleRefused: async (session, channel) =>
        (await open()).rooms.roleRefusals.note(session, channel),
      // Before there is a store there is nobody whom the log could name.
      noteCardRefused: async (context) => standing.open()?.rooms.cardRefusals.note(context, 'text'),
    },
    logger,
  );
  const underWay = new Set<Promise<unknown>>();
  const follow = <Value>(result: Promise<Value>): Promise<Value> => {
    underWay.add(result);
    return result.finally(() => underWay.delete(result));
  };
  return {
    call: (channel, input, caller) => follow(dispatcher.call(channel, input, caller)),
    watch: (caller, after, listener) =>
      follow(
        dispatcher.answer('events', async () =>
          (await open()).events.watch(caller, after, listener),
        ),
      ),
    now: () => standing.now(),
    async close() {
      await Promise.all(underWay);
      const opened = standing.open();
      await opened?.events.close();
      await opened?.workers?.stop();
      try {
        await opened?.rooms.close();
      } catch (error) {
        // The last records are signed for good by whoever opens the store next.
        logger.error('backend.end_not_signed', {
          error: error instanceof Error ? error.name : typeof error,
        });
      }
      await standing.close();
    },
  };
}
