import { reasonStrings } from './common.ts';

export const leaveStrings = {
  title: 'May this be done?',
  by: 'On whose word',
  options: { call: 'The caller’s', reason: 'My own, with a reason' },
  noCall: {
    agent:
      'No caller on this account is verified. Choose who is calling and ask for the code first, or ask a supervisor.',
    supervisor:
      'No caller on this account is verified: it stands on your own word, and the log keeps your reason.',
  },
  allowed: (who: string) => `${who} is verified and may ask for this.`,
  approved: (who: string, until: string) =>
    `${who} is verified and was called back; a supervisor approved it until ${until}.`,
  created:
    'You made this account within the hour: nothing else is needed for what it does not have yet.',
  notEnough: (who: string) => `${who} is verified, but for this the code alone is not enough.`,
  notTheirs: (who: string) =>
    `${who} may not ask for this. The owner may, and whoever has the right to it.`,
  closed:
    'The account is closed: on a caller’s word nothing is changed on it until it is opened again.',
  stepAsk: 'When you have reached them there, ask a supervisor to approve it.',
  asked: 'A supervisor has been asked. This goes on by itself when they decide.',
  refused:
    'A supervisor decided against it. Tell the caller so; ask again only if you have learned something new.',
  missing: 'Not done yet: settle first what is said above.',
  ...reasonStrings,
  reason: 'Your reason',
  reasonHelp: 'Kept in the log beside the change. Never write a code here.',
} as const;
