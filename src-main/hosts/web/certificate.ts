import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { SecureContextOptions } from 'node:tls';

/** Paths of PEM files: the certificate, with those between it and its authority, and its key. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** TLS 1.0 and 1.1 are withdrawn (RFC 8996). */
const minVersion = 'TLSv1.2';

/** The certificate a host serves with, as it is now: a renewal takes its place while it runs. */
export class ServedCertificate {
  readonly #files: TlsFiles;
  #leaf: X509Certificate;
  #context: SecureContextOptions;

  /** Reads both files. Rejects, in words for people, when they can't be served with. */
  static async open(files: TlsFiles): Promise<ServedCertificate> {
    const { leaf, context } = await read(files);
    return new ServedCertificate(files, leaf, context);
  }

  private constructor(files: TlsFiles, leaf: X509Certificate, context: SecureContextOptions) {
    this.#files = files;
    this.#leaf = leaf;
    this.#context = context;
  }

  get files(): readonly string[] {
    return [this.#files.cert, this.#files.key];
  }

  get context(): SecureContextOptions {
    return this.#context;
  }

  /** The first of the names and addresses it is for, as it stands in a URL. */
  get firstName(): string {
    const [, first = 'localhost'] =
      /^(?:DNS|IP Address):([^,]+)/.exec(this.#leaf.subjectAltName ?? '') ?? [];
    return isIP(first) === 6 ? `[${first}]` : first;
  }

  /** Reads both files again; what there was stays when they can't be served with. */
  async renew(): Promise<void> {
    const { leaf, context } = await read(this.#files);
    this.#leaf = leaf;
    this.#context = context;
  }

  /** Whether a Host header names this certificate, with the port (443 is left out by browsers). */
  isFor(authority: string, port: number | undefined): boolean {
    const found = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::(\d{1,5}))?$/i.exec(authority);
    if (found === null || Number(found[3] ?? 443) !== port) return false;
    const host = found[1] ?? found[2] ?? '';
    const matches = isIP(host) === 0 ? this.#leaf.checkHost(host) : this.#leaf.checkIP(host);
    return matches !== undefined;
  }
}

async function read({ cert, key }: TlsFiles) {
  const certPem = await readPem(cert, 'certificate');
  const keyPem = await readPem(key, 'key');
  const leaf = parsed(() => new X509Certificate(certPem), cert, 'a certificate in PEM form');
  const keyObject = parsed(() => createPrivateKey(keyPem), key, 'a private key in PEM form');
  if (!leaf.checkPrivateKey(keyObject))
    throw new Error(`The key in ${key} is not that of the certificate in ${cert}.`);
  return { leaf, context: { cert: certPem, key: keyPem, minVersion } as const };
}

async function readPem(path: string, what: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`The ${what} in ${path} can't be read (${error.code ?? error.name}).`);
  });
}

/** Parses, or says what the file is not: the parser's own words may quote a key. */
function parsed<Value>(parse: () => Value, path: string, what: string): Value {
  try {
    return parse();
  } catch {
    throw new Error(`${path} does not hold ${what}.`);
  }
}
