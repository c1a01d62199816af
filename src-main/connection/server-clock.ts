/**
 * The server's clock as its replies have told it, counted on by a clock of this machine that nobody
 * sets: a proof carries the server's time. Until the first reply this machine's own time has to do.
 */
export class ServerClock {
  #heard = { server: Date.now(), steady: performance.now() };

  /** Takes the server's time (Unix ms) from a reply that has just come. */
  sync(server: number): void {
    this.#heard = { server, steady: performance.now() };
  }

  /** The server's time (Unix ms), as well as it is known. */
  now(): number {
    return Math.round(this.#heard.server + performance.now() - this.#heard.steady);
  }
}
