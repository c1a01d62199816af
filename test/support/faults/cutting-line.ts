import { startProxy } from '../postgres/proxy.ts';

/** The message of the protocol that says commit, and nothing else. */
const commit = Buffer.from('Q\0\0\0\x0bcommit\0');

/** A server's way to the database, which can be cut at any moment. */
export class CuttingLine {
  readonly #proxy: Awaited<ReturnType<typeof startProxy>>;
  readonly #state: State;

  private constructor(proxy: Awaited<ReturnType<typeof startProxy>>, state: State) {
    this.#proxy = proxy;
    this.#state = state;
  }

  static async open(address: string): Promise<CuttingLine> {
    const state = new State();
    const proxy = await startProxy(address, {
      onClient(chunk) {
        if (state.atCommit && chunk.includes(commit)) state.swallowing = true;
        return 'pass';
      },
      onServer(chunk) {
        if (!state.swallowing) return chunk;
        state.cut();
        return Buffer.alloc(0);
      },
    });
    state.onCut = () => proxy.cut();
    return new CuttingLine(proxy, state);
  }

  get address(): string {
    return this.#proxy.address;
  }

  /** Breaks every connection now. */
  cut(): void {
    this.#proxy.cut();
  }

  /** Breaks every connection when the next commit has been sent, and before it is answered. */
  cutAtCommit(): Promise<void> {
    return this.#state.arm();
  }

  close(): Promise<void> {
    return this.#proxy.close();
  }
}

class State {
  atCommit = false;
  swallowing = false;
  onCut: () => void = () => {};
  #done: () => void = () => {};

  arm(): Promise<void> {
    this.atCommit = true;
    return new Promise((done) => {
      this.#done = done;
    });
  }

  cut(): void {
    this.atCommit = false;
    // Once the proxy is done with this chunk; what comes until then is swallowed too.
    setImmediate(() => {
      this.onCut();
      this.swallowing = false;
      this.#done();
    });
  }
}
