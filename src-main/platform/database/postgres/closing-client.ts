import pg, { type Client } from 'pg';

type Done = Exclude<Parameters<Client['connect']>[0], undefined>;

/**
 * A client that closes what it could not open. `pg` leaves the line open where it gives up by itself,
 * as where the server asks for a password and there is none: the server then waits for a minute
 * (`authentication_timeout`), and with it whoever makes or drops a database there.
 */
export class ClosingClient extends pg.Client {
  override connect(): Promise<Client>;
  override connect(done: Done): void;
  override connect(done?: Done): Promise<Client> | undefined {
    const opening = super.connect().catch((error: unknown) => {
      void this.end();
      throw error;
    });
    if (!done) return opening;
    opening.then((client) => done(null as never, client), done as (error: Error) => void);
    return undefined;
  }
}
