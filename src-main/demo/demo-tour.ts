import type { StaffRole, WorksOn } from '#shared/contract/session.contract.ts';

export interface DemoColleague {
  readonly username: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly worksOn: WorksOn;
  readonly password: string;
}

/** Who works at the demo's desk beside the supervisor who set it up. */
export const demoColleagues: readonly DemoColleague[] = [
  {
    username: 'demo.phone',
    name: 'Petra Lindqvist',
    role: 'agent',
    worksOn: 'phone',
    password: 'headset on by nine',
  },
  {
    username: 'demo.chat',
    name: 'Tomás Ferreira',
    role: 'agent',
    worksOn: 'chat',
    password: 'six chats at once',
  },
  {
    username: 'demo.supervisor',
    name: 'Ingrid Vance',
    role: 'supervisor',
    worksOn: 'both',
    password: 'who verified this caller',
  },
];

/** A code of the demo to try; what comes of it is in the note. */
export interface DemoCodeToTry {
  readonly clientId: string;
  readonly account: string;
  readonly contact: string;
  readonly code: string;
  readonly note: string;
}

/** One for each set-up, on the demo's first accounts. */
export const demoCodesToTry: readonly DemoCodeToTry[] = [
  {
    clientId: '104882',
    account: 'Larsen Data AS',
    contact: 'Anna Larsen',
    code: 'seven quiet otters',
    note: 'owner, own code: verified, strong',
  },
  {
    clientId: '104882',
    account: 'Larsen Data AS',
    contact: 'Per Holm',
    code: 'teakettle 52',
    note: 'main code by viewing access: verified, standard',
  },
  {
    clientId: '104882',
    account: 'Larsen Data AS',
    contact: 'Ida Berg',
    code: 'teakettle 52',
    note: 'the right main code without viewing access: not verified',
  },
  {
    clientId: '104885',
    account: 'Café Étoile SARL',
    contact: 'Zoë Dubois',
    code: 'X7K2-9QMW',
    note: 'generated own code: verified, strong',
  },
  {
    clientId: '104888',
    account: 'Brightwater Plumbing LLC',
    contact: 'Dale Whitfield',
    code: 'otter9',
    note: 'from the old Phone/Chat Code: verified, standard',
  },
  {
    clientId: '104887',
    account: 'Rodríguez Hermanos SL',
    contact: 'José Núñez',
    code: 'azulejo 1968 sur',
    note: 'disabled after ten failures: what to do next',
  },
];
