import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Certificate, fingerprintOf, makeCertificate } from '../team/certificates.ts';
import { type ChildProgram, startChildProgram } from './child-program.ts';
import { hashing } from './hashing.ts';

/** A team's server in a process of its own, which goes away and comes back as the test says. */
export class TeamServer {
  readonly #folder: string;
  #certificate: Certificate;
  #running: ChildProgram | null = null;
  #port = 0;

  private constructor(folder: string, certificate: Certificate) {
    this.#folder = folder;
    this.#certificate = certificate;
  }

  /** Starts one on an empty folder of its own. */
  static async start(folder: string): Promise<TeamServer> {
    const server = new TeamServer(folder, await makeCertificate());
    await server.comeBack();
    return server;
  }

  /** `127.0.0.1:<port>`; the same all the time. */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get fingerprint(): string {
    return fingerprintOf(this.#certificate);
  }

  async goAway(): Promise<void> {
    await this.#running?.stop();
    this.#running = null;
  }

  async comeBack(): Promise<void> {
    const [cert, key] = [join(this.#folder, 'cert.pem'), join(this.#folder, 'key.pem')];
    await writeFile(cert, this.#certificate.cert);
    await writeFile(key, this.#certificate.private, { mode: 0o600 });
    const program = join(import.meta.dirname, 'team-server.ts');
    const data = join(this.#folder, 'data');
    const place = [data, cert, key, String(this.#port)];
    const running = startChildProgram(program, place, hashing());
    this.#running = running;
    const line = await running.lineMatching(/^listening on \d+$/);
    this.#port = Number(line.split(' ').at(-1));
  }

  /** Comes back with another certificate, as after a renewal, or as somebody else would. */
  async changeCertificate(): Promise<void> {
    await this.goAway();
    this.#certificate = await makeCertificate();
    await this.comeBack();
  }
}
