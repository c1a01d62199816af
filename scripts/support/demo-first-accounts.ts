import type { DemoAccount, DemoContact } from '#main/demo/demo-data.ts';

const all = ['billing', 'technical', 'security', 'owner'] as const;

function person(
  kind: DemoContact['kind'],
  name: string,
  email: string,
  phone: string | null,
  rest: Partial<DemoContact> = {},
): DemoContact {
  const permissions = kind === 'owner' ? all : (['technical'] as const);
  return { kind, name, email, phone, permissions, viewingAccess: false, ...rest };
}

const day = (text: string) => Date.parse(`${text}T09:00:00Z`);
const plan = (name: string, domain: string) => ({ kind: 'hosting', name, domain });

/** The accounts that tours and tests call by name: one for each way to set codes up. */
export const firstAccounts: readonly DemoAccount[] = [
  {
    // Own code, main code by viewing access, and nobody's leave, side by side.
    clientId: '104882',
    username: 'larsendata',
    name: 'Larsen Data AS',
    company: 'Larsen Data AS',
    email: 'anna@larsendata.no',
    phone: '+4722415060',
    country: 'NO',
    status: 'active',
    createdAt: day('2014-03-11'),
    mainCode: { say: 'teakettle 52' },
    services: [
      plan('Business hosting', 'larsendata.no'),
      { kind: 'vps', name: 'Cloud server M', domain: null },
      { kind: 'domain', name: 'Domain registration', domain: 'larsen-data.com' },
    ],
    contacts: [
      person('owner', 'Anna Larsen', 'anna@larsendata.no', '+4790123456', {
        ownCode: { say: 'seven quiet otters' },
      }),
      person('authorized', 'Per Holm', 'per.holm@larsendata.no', '+4791234567', {
        viewingAccess: true,
        permissions: ['technical', 'billing'],
      }),
      person('authorized', 'Ida Berg', 'ida.berg@larsendata.no', null, {
        permissions: ['billing'],
      }),
    ],
  },
  {
    // Main code only: nobody but the owner can verify.
    clientId: '104883',
    username: 'mueller.soehne',
    name: 'Müller & Söhne GmbH',
    company: 'Müller & Söhne GmbH',
    email: 'kontakt@mueller-soehne.de',
    phone: '+493025418800',
    country: 'DE',
    status: 'active',
    createdAt: day('2011-09-02'),
    mainCode: { say: 'Regenbogen am Freitag' },
    services: [plan('Starter hosting', 'mueller-soehne.de')],
    contacts: [
      person('owner', 'Jürgen Müller', 'juergen@mueller-soehne.de', '+4915123456780'),
      person('authorized', 'Katrin Weiß', 'katrin.weiss@mueller-soehne.de', null),
    ],
  },
  {
    // Main code shared with everybody (security-code FAQ, option 1), drawn by the program.
    clientId: '104884',
    username: 'obrienweb',
    name: "O'Brien Web Design Ltd",
    company: "O'Brien Web Design Ltd",
    email: 'hello@obrienweb.ie',
    phone: '+35316771234',
    country: 'IE',
    status: 'active',
    createdAt: day('2018-01-22'),
    mainCode: { say: 'marble ocean tulip ladder', generated: true },
    services: [
      plan('Agency hosting', 'obrienweb.ie'),
      { kind: 'backup', name: 'Daily backup', domain: null },
    ],
    contacts: [
      person('owner', "Patrick O'Brien", 'patrick@obrienweb.ie', '+353861234567'),
      person('authorized', 'Siobhán Ní Bhriain', 'siobhan@obrienweb.ie', '+353871234567', {
        viewingAccess: true,
        permissions: ['technical', 'security'],
      }),
    ],
  },
  {
    // An own code for everybody (option 2), no main code.
    clientId: '104885',
    username: 'cafe.etoile',
    name: 'Café Étoile SARL',
    company: 'Café Étoile SARL',
    email: 'bonjour@cafe-etoile.fr',
    phone: '+33142685300',
    country: 'FR',
    status: 'active',
    createdAt: day('2020-06-15'),
    services: [plan('Starter hosting', 'cafe-etoile.fr')],
    contacts: [
      person('owner', 'Élodie Lefèvre', 'elodie@cafe-etoile.fr', '+33612345678', {
        ownCode: { say: 'huit croissants chauds' },
      }),
      person('authorized', 'Zoë Dubois', 'zoe@cafe-etoile.fr', '+33698765432', {
        ownCode: { say: 'X7K2-9QMW', generated: true },
        permissions: ['billing', 'technical'],
      }),
    ],
  },
  {
    // No code at all.
    clientId: '104886',
    username: 'nordlysfoto',
    name: 'Bjørn Åsgård',
    company: null,
    email: 'bjorn@nordlysfoto.no',
    phone: '+4793456789',
    country: 'NO',
    status: 'active',
    createdAt: day('2022-11-30'),
    services: [plan('Starter hosting', 'nordlysfoto.no')],
    contacts: [person('owner', 'Bjørn Åsgård', 'bjorn@nordlysfoto.no', '+4793456789')],
  },
  {
    // Disabled for one contact, not for the owner who has the same code.
    clientId: '104887',
    username: 'rodriguezhermanos',
    name: 'Rodríguez Hermanos SL',
    company: 'Rodríguez Hermanos SL',
    email: 'info@rodriguezhermanos.es',
    phone: '+34915221100',
    country: 'ES',
    status: 'active',
    createdAt: day('2009-05-04'),
    mainCode: { say: 'azulejo 1968 sur' },
    services: [plan('Business hosting', 'rodriguezhermanos.es')],
    contacts: [
      person('owner', 'Lucía Rodríguez', 'lucia@rodriguezhermanos.es', '+34612345678'),
      person('authorized', 'José Núñez', 'jose@rodriguezhermanos.es', '+34698765432', {
        viewingAccess: true,
        disabled: true,
      }),
    ],
  },
  {
    // From the old Phone/Chat Code: shorter than today's rules allow.
    clientId: '104888',
    username: 'brightwater',
    name: 'Brightwater Plumbing LLC',
    company: 'Brightwater Plumbing LLC',
    email: 'office@brightwaterplumbing.com',
    phone: '+15417020199',
    country: 'US',
    status: 'active',
    createdAt: day('2006-02-17'),
    mainCode: { say: 'otter9', old: true },
    services: [plan('Starter hosting', 'brightwaterplumbing.com')],
    contacts: [
      person('owner', 'Dale Whitfield', 'dale@brightwaterplumbing.com', '+15417020142'),
      person('authorized', 'Marcy Whitfield', 'marcy@brightwaterplumbing.com', null, {
        viewingAccess: true,
        permissions: ['billing'],
      }),
    ],
  },
  {
    // Suspended, and a code that stood in a chat.
    clientId: '104889',
    username: 'zolc.lukasz',
    name: 'Łukasz Żółć',
    company: null,
    email: 'lukasz@zolc.pl',
    phone: '+48601234567',
    country: 'PL',
    status: 'suspended',
    createdAt: day('2016-08-08'),
    mainCode: { say: 'wtorek bez deszczu', exposed: true },
    services: [plan('Starter hosting', 'zolc.pl')],
    contacts: [person('owner', 'Łukasz Żółć', 'lukasz@zolc.pl', '+48601234567')],
  },
];
