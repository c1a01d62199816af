import type { WebContents } from 'electron';
import type { Backend } from '../../backend.ts';
import type { Caller } from '../../platform/call.ts';

interface Desk {
  readonly contents: WebContents;
  readonly caller: Caller;
  /** The session that is watched, or was until it ended. */
  watched: string | null;
  stopWatching: () => void;
}

/** Who sits at which window: one caller per window, from its opening to its end. */
export class DeskCallers {
  readonly #backend: Backend;
  readonly #desks = new Map<number, Desk>();
  readonly #leaving = new Set<Promise<unknown>>();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Gives a window its caller; when the window is closed, its session is signed out. */
  add(contents: WebContents): void {
    const { id } = contents;
    this.#desks.set(id, {
      contents,
      caller: { door: 'desktop', token: null, operator: false },
      watched: null,
      stopWatching: () => {},
    });
    contents.once('destroyed', () => this.#leave(id));
  }

  /** The caller of a window, or undefined for anything that is not one of ours. */
  of(contents: WebContents): Caller | undefined {
    return this.#desks.get(contents.id)?.caller;
  }

  /**
   * Has the window told when to look again, for as long as this session is its own. Called after
   * each of its calls, because any of them may have signed somebody in or out.
   */
  follow(contents: WebContents): void {
    const desk = this.#desks.get(contents.id);
    if (desk === undefined || desk.caller.token === desk.watched) return;
    desk.stopWatching();
    desk.stopWatching = () => {};
    desk.watched = desk.caller.token;
    if (desk.watched !== null) void this.#watch(desk, desk.watched);
  }

  /** Locks every session, and its screen at once: a server that is away is not waited for. */
  async lockAll(): Promise<void> {
    const signedIn = [...this.#desks.values()].filter(({ caller }) => caller.token !== null);
    await Promise.all(
      signedIn.map(({ caller, contents }) => {
        if (!contents.isDestroyed()) contents.send('desk:locked');
        return this.#backend.call('session.lock', {}, caller);
      }),
    );
  }

  /** Signs everybody out who still is in, and resolves when nobody is. */
  async leaveAll(): Promise<void> {
    for (const id of [...this.#desks.keys()]) this.#leave(id);
    await Promise.all(this.#leaving);
  }

  async #watch(desk: Desk, token: string): Promise<void> {
    const look = () => {
      if (!desk.contents.isDestroyed()) desk.contents.send('desk:look');
    };
    const watch = await this.#backend.watch(desk.caller, null, { look, ended: look });
    if (watch.ok && desk.watched === token) desk.stopWatching = watch.value.stop;
    else if (watch.ok) watch.value.stop();
    // A store that is away: the next call tries again.
    else if (watch.error.code !== 'not_signed_in' && desk.watched === token) desk.watched = null;
  }

  #leave(id: number): void {
    const desk = this.#desks.get(id);
    this.#desks.delete(id);
    desk?.stopWatching();
    if (desk === undefined || desk.caller.token === null) return;
    const leaving = this.#backend.call('session.signOut', {}, desk.caller);
    this.#leaving.add(leaving);
    void leaving.finally(() => this.#leaving.delete(leaving));
  }
}
