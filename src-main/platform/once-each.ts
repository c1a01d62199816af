/** So many sessions are remembered: more than a team has at once by far. */
const sessionsKept = 1000;

/**
 * Does work once for each session and name, for as long as the session is remembered: for what is
 * put on record, but must not fill the log when somebody repeats it. Work that fails is done again
 * the next time. The session that was new longest ago is forgotten for a newer one: to be put on
 * record again, somebody would have to sign in, which is on record itself, as often as that.
 */
export class OnceEach {
  readonly #done = new Map<number, Set<string>>();

  async do(sessionId: number, name: string, work: () => Promise<void>): Promise<void> {
    const done = this.#of(sessionId);
    if (done.has(name)) return;
    done.add(name);
    try {
      await work();
    } catch (error) {
      done.delete(name);
      throw error;
    }
  }

  #of(sessionId: number): Set<string> {
    const known = this.#done.get(sessionId);
    if (known) return known;
    const [oldest] = this.#done.keys();
    if (oldest !== undefined && this.#done.size >= sessionsKept) this.#done.delete(oldest);
    const done = new Set<string>();
    this.#done.set(sessionId, done);
    return done;
  }
}
