import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepTeamKeys } from '#main/platform/keystore/team-keys.ts';
import { projectFolder } from '../../../scripts/support/run-tool.ts';
import { freePort } from '../free-port.ts';
import type { TeamDatabase } from '../postgres/team-database.ts';
import { startProgram } from '../processes.ts';
import { fingerprintOf, makeCertificate } from '../team/certificates.ts';

const commandLine = join(projectFolder, 'src-main/hosts/cli/main.ts');

/** A team's server as an administrator runs it. */
export interface ServedTeam {
  /** `127.0.0.1:<port>` */
  readonly address: string;
  /** Its certificate, which nobody vouches for, in PEM. */
  readonly certificate: string;
  /** SHA-256, as `AA:BB:…`. */
  readonly fingerprint: string;
  /** SHA-256 of the certificate's public key in base64, by which Chromium can be told to trust it. */
  readonly keyHash: string;
  /** The one line that `countersign audit verify` ends with; rejects when it finds anything wrong. */
  verifyLog(): Promise<string>;
  /** Ends the server as the system does and gives what it ended with. */
  close(): Promise<number | null>;
}

/** Runs `countersign serve --team` on a database, by TLS with a certificate of its own. */
export async function serveTeam(database: TeamDatabase): Promise<ServedTeam> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-served-'));
  const certificate = await makeCertificate();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const keys = join(folder, 'keys');
  await writeFile(cert, certificate.cert);
  await writeFile(key, certificate.private, { mode: 0o600 });
  await keepTeamKeys(keys, database.keys);
  const run = (...parameters: readonly string[]) =>
    startProgram(commandLine, parameters, {
      COUNTERSIGN_DATABASE: database.server,
      COUNTERSIGN_KEYS: keys,
    });
  const port = await freePort();
  const tls = ['--tls-cert', cert, '--tls-key', key];
  const server = run('serve', '--team', '--host', '127.0.0.1', '--port', String(port), ...tls);
  await server.line();
  return {
    address: `127.0.0.1:${port}`,
    certificate: certificate.cert,
    fingerprint: fingerprintOf(certificate),
    keyHash: keyHashOf(certificate.cert),
    async verifyLog() {
      const verify = run('audit', 'verify');
      const line = await verify.line();
      await verify.ended();
      return line;
    },
    async close() {
      server.child.kill('SIGTERM');
      await server.ended();
      await rm(folder, { recursive: true, force: true });
      return server.child.exitCode;
    },
  };
}

function keyHashOf(certificate: string): string {
  const { publicKey } = new X509Certificate(certificate);
  const key = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}
