/**
 * The secrets of one store. They live in memory and, wrapped, in the keystore; never in the
 * database, a log, an error or a reply.
 */
export interface Secrets {
  /** 256 bits: encrypts the database file. */
  readonly databaseKey: Buffer;
  /** 256 bits each, by id; keyed into every password and code before it is hashed. */
  readonly peppers: ReadonlyMap<string, Buffer>;
  readonly currentPepperId: string;
  /** Ed25519 private key, PKCS #8 DER: signs the audit log's head and checkpoints. */
  readonly auditKey: Buffer;
  readonly auditKeyId: string;
}

/** How a machine guards bytes at rest: the desktop's safeStorage, or a key file. */
export interface SecretProtector {
  readonly kind: 'safe-storage' | 'key-file';
  /** Null when the machine guards the key well, else what people must know. */
  warning(): Promise<string | null>;
  protect(plain: Buffer): Promise<Buffer>;
  /** Rejects when these bytes can't be unwrapped here. */
  unprotect(wrapped: Buffer): Promise<Buffer>;
}
