/**
 * Does work once for each name that it is asked under, for as long as the program runs. Work that
 * fails is done again the next time. Names are kept: use it where there are few of them.
 */
export class OnceEach {
  readonly #done = new Set<string>();

  async do(name: string, work: () => Promise<void>): Promise<void> {
    if (this.#done.has(name)) return;
    await work();
    this.#done.add(name);
  }
}
