import { resolve } from 'node:path';
import { readDemoData } from '#main/demo/demo-data.ts';

/** A contact of the demo store whose code is known. */
export interface ContactToVerify {
  readonly clientId: string;
  readonly name: string;
  readonly code: string;
}

/** So many owners with a code of their own, each on another account. */
export function contactsToVerify(count: number): readonly ContactToVerify[] {
  const found = readDemoData(resolve('assets/demo-data.json'))
    .slice(8)
    .flatMap(({ clientId, contacts }) => {
      const owner = contacts.find(({ kind, disabled }) => kind === 'owner' && !disabled);
      return owner?.ownCode ? [{ clientId, name: owner.name, code: owner.ownCode.say }] : [];
    });
  if (found.length < count) throw new Error(`The demo has only ${found.length} such contacts`);
  return found.slice(0, count);
}
