/** Words that several screens share. */
export const commonStrings = {
  productName: 'Countersign',
  cancel: 'Cancel',
  close: 'Close',
  retry: 'Try again',
  working: 'Working…',
  loading: 'Loading…',
  clear: 'Clear',
  dismiss: 'Dismiss',
  never: 'Never',
  copy: 'Copy',
  copied: 'Copied',
  showWhileHeld: (field: string) => `Show while held: ${field}`,
  cardNumber:
    'That looks like a payment card’s number, so it was not taken. Card numbers are never typed here: send the caller the payment link. A phone number begins with a plus.',
  messages: 'Messages',
  rows: (count: number) => (count === 1 ? '1 row' : `${count.toLocaleString()} rows`),
} as const;

/** Why something is done, for the log: the same words wherever it is asked for. */
export const reasonStrings = {
  reason: 'Reason',
  reasonHelp: 'Kept in the log.',
  reasonMissing: 'Write why, so that whoever reads the log understands it.',
} as const;

/** The key list and its switch. */
export const hotkeyStrings = {
  title: 'Keys',
  showAll: 'Show all keys',
  bar: 'all keys',
  generalGroup: 'Everywhere',
  plainKeys: 'Single keys',
  plainKeysHelp:
    'Single letters and signs work while you are not typing. Turn this off if they get in the way of speech input or a screen reader: the same keys then need Alt.',
  altKeysWork: 'Keys with Alt or Ctrl work while you type, too.',
  listLabel: (group: string) => `Keys: ${group}`,
} as const;

/** What an error means to the person at the desk, where its own message can't say it alone. */
export const errorStrings = {
  titles: {
    invalid_input: 'That can’t be used',
    unknown_channel: 'This screen and the program don’t match',
    not_signed_in: 'You are signed out',
    session_locked: 'The desk is locked',
    password_change_due: 'Your password must be changed first',
    not_allowed: 'That is not allowed here',
    limit_reached: 'A limit is reached',
    not_found: 'Not found',
    conflict: 'This can’t be done now',
    not_set_up: 'Countersign is not set up yet',
    key_unavailable: 'The store’s key is not available',
    newer_store: 'The store is from a newer version',
    store_damaged: 'The store can’t be used',
    store_unavailable: 'No answer',
    moved: 'The store has moved',
    server_away: 'The server does not answer',
    server_changed: 'The server is not the one this desk trusts',
    other_version: 'App and server don’t match',
    internal: 'Something went wrong on our side',
  },
  unknownChannel: 'Reload this window. If it stays, restart Countersign.',
} as const;
