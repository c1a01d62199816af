import { resolve } from 'node:path';
import { readDemoData } from '#main/demo/demo-data.ts';
import { demoCodesToTry, demoColleagues } from '#main/demo/demo-tour.ts';

/** The demo's people and codes by the part they play in tests. */
const signInOf = (username: string) => {
  const found = demoColleagues.find((colleague) => colleague.username === username);
  if (!found) throw new Error(`The demo has no ${username}`);
  return { username: found.username, password: found.password };
};
const toTry = (contact: string) => {
  const found = demoCodesToTry.find((one) => one.contact === contact);
  if (!found) throw new Error(`The demo has no code of ${contact}`);
  return { clientId: found.clientId, name: found.contact, code: found.code };
};

const anna = toTry('Anna Larsen');
const per = toTry('Per Holm');
const disabled = toTry('José Núñez');

/** Owners of accounts that nothing special was made of, whose codes can be tried. */
function ownersToTry() {
  return readDemoData(resolve('assets/demo-data.json'))
    .slice(100, 140)
    .flatMap(({ clientId, contacts }) => {
      const owner = contacts.find(({ kind, disabled }) => kind === 'owner' && !disabled);
      return owner ? { clientId, name: owner.name } : [];
    });
}

export const demo = {
  phoneAgent: signInOf('demo.phone'),
  chatAgent: signInOf('demo.chat'),
  supervisor: signInOf('demo.supervisor'),
  larsen: {
    clientId: anna.clientId,
    /** The owner, with an own code. */
    anna,
    /** Uses the main code by viewing access. */
    per,
    /** Has neither an own code nor viewing access. */
    ida: { name: 'Ida Berg' },
    mainCode: per.code,
  },
  manyContacts: ownersToTry(),
  /** A contact whose code is disabled. */
  disabled: { clientId: disabled.clientId, contact: disabled.name },
} as const;
