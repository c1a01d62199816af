import { randomUUID } from 'node:crypto';

/** A Message-ID (RFC 5322, section 3.6.4) that says nothing but the sender's domain. */
export function newMessageId(fromAddress: string): string {
  return `<${randomUUID()}@${fromAddress.split('@')[1] ?? 'localhost'}>`;
}
