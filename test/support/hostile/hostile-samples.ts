import type { Contract, InputOf } from '#shared/contract/index.ts';
import { demo } from '../demo-people.ts';
import { typedAccount } from '../typed-account.ts';

/** A valid input for every channel there is. */
export type Samples = {
  readonly [R in keyof Contract]: {
    readonly [Name in keyof Contract[R]]: InputOf<Contract[R][Name]>;
  };
};

/** Rows of a demo store that valid inputs name. */
export interface SampleIds {
  readonly accountId: number;
  readonly contactId: number;
  /** A call in progress of the agent, and one whose contact's code is disabled. */
  readonly verificationId: number;
  readonly disabledVerificationId: number;
  readonly approvalId: number;
  readonly agentId: number;
  /** The agent's. */
  readonly sessionId: number;
  readonly setupId: string;
  readonly storeFile: string;
}

const password = 'four quiet herons standing';
const reason = 'Asked for by telephone';
const newContact = {
  ...{ name: 'Ola Vik', email: 'ola@vik.example', phone: '+47 22 41 50 61' },
  permissions: ['technical' as const],
};

const { clientId: _given, ...typedDetails } = typedAccount;
const asItLooks = { format: null, encoding: null, delimiter: null, sheet: null } as const;

/** Valid inputs, except that the secrets in them are wrong and the backup's folder is a file. */
export function samplesOn(ids: SampleIds): Samples {
  const { accountId, contactId, verificationId, disabledVerificationId } = ids;
  const { username } = demo.phoneAgent;
  const requestId = 'technical-support';
  const leave = { by: 'call', verificationId } as const;
  const word = (position: number) => ({ position, word: 'heron' });
  return {
    setup: {
      status: {},
      begin: { username: 'vera', name: 'Vera Holm', password },
      confirm: { setupId: ids.setupId, words: [word(1), word(2)] },
      finish: { setupId: ids.setupId, data: 'empty' },
      recover: { recoveryWords: `${'abandon '.repeat(11)}about` },
    },
    connection: {
      view: {},
      inspect: { address: 'desk.example.com' },
      connect: { address: 'desk.example.com', fingerprint: 'AB'.repeat(32) },
      disconnect: {},
    },
    session: {
      current: {},
      signIn: { username, password },
      signOut: {},
      lock: {},
      unlock: { password },
      changePassword: { currentPassword: password, newPassword: `${password} again` },
      touch: {},
      pulse: {},
      list: {},
      end: { sessionId: ids.sessionId, reason },
      acknowledgeAlert: { alertId: 1 },
      noteDeskLeaves: { to: { server: 'desk.example.com', certificate: null } },
    },
    staff: {
      list: {},
      add: { username: 'vera.holm', name: 'Vera Holm', role: 'agent', worksOn: 'chat', password },
      resetPassword: { username, password },
      setActive: { staffId: ids.agentId, active: true, reason },
      liftLimit: { staffId: ids.agentId, reason },
    },
    accounts: {
      search: { query: 'larsen data', limit: 10 },
      open: { accountId },
      view: { accountId },
      export: { page: 'first', format: 'csv', reason },
      addContact: { accountId, version: 1, leave, ...newContact },
      changeContact: { accountId, contactId, version: 1, leave, changes: newContact },
      removeContact: { accountId, contactId, version: 1, leave },
      transferOwner: {
        ...{ accountId, contactId, version: 1, leave },
        formerOwner: { permissions: ['billing'], viewingAccess: false },
      },
      openToEdit: { accountId, leave },
      edit: { accountId, version: 1, details: typedDetails, leave },
      setStatus: { accountId, version: 1, to: 'suspended', leave },
      checkNew: typedAccount,
      create: typedAccount,
    },
    verification: {
      catalogue: {},
      begin: { accountId, contactId, channel: 'phone', requestId },
      changeRequest: { verificationId, requestId },
      attempt: { verificationId, code: 'certainly not the code', pasted: false },
      end: { verificationId },
      view: { verificationId },
      listOpen: {},
    },
    approvals: {
      callBackNumbers: { verificationId: disabledVerificationId },
      ask: { verificationId: disabledVerificationId, calledBack: 'account', requestId },
      ofCall: { verificationId },
      list: {},
      decide: { approvalId: ids.approvalId, decision: 'refuse', reason },
    },
    codes: {
      view: { accountId },
      check: { accountId, contactId, code: 'purple kites over Oslo', leave },
      generate: { accountId, contactId, form: 'words', leave },
      set: {
        ...{ accountId, contactId, code: 'purple kites over Oslo', leave, version: 1 },
        ...{ repeated: 'purple kites over Oslo', ticket: null, mustChange: false },
      },
      remove: { accountId, contactId, leave, version: 1 },
      disable: { accountId, contactId, leave, version: 1 },
      enable: { accountId, contactId, reason, version: 1 },
      requireChange: { accountId, contactId, leave, version: 1 },
      setViewingAccess: { accountId, contactId, may: true, leave, version: 1 },
    },
    import: {
      begin: { bytes: 20 },
      receive: {
        runId: 1,
        number: 0,
        data: Buffer.from('Client ID,E-mail\n1,a').toString('base64'),
      },
      preview: { runId: 1, how: asItLooks, mapping: null },
      read: { runId: 1, how: asItLooks, mapping: { clientId: 0 }, defaults: { country: 'NO' } },
      view: { runId: 1 },
      rows: { runId: 1, verdict: 'refused', after: 0 },
      apply: { runId: 1, reason },
      cancel: { runId: 1 },
      undo: { runId: 1, reason },
      list: {},
    },
    mail: {
      list: { before: 20 },
      read: { mailId: 1, reason },
      retry: { mailId: 1 },
      settings: {},
      setSettings: {
        host: '127.0.0.1',
        port: 9,
        security: 'starttls',
        username: 'desk',
        password,
        fromName: 'Example Hosting',
        fromAddress: 'portal@hosting.example',
        portalAddress: 'https://portal.hosting.example',
        version: 0,
      },
      test: { to: 'supervisor@hosting.example' },
    },
    portal: {
      tellUsername: { accountId, leave: { by: 'call', verificationId } },
      startReset: {
        accountId,
        named: { by: 'username', username: 'larsendata' },
        leave: { by: 'reason', reason },
      },
      sendSetPassword: { accountId, leave: { by: 'creation', channel: 'chat' } },
      redeem: { code: 'certainly not the code', password },
      checkPassword: { name: 'larsendata', password },
    },
    orders: {
      note: {
        accountId,
        words: 'Two more mailboxes',
        once: '6b1f0a52-3c1e-4c7e-9a59-1d7f3a6f0c11',
        leave,
      },
      recent: { accountId, leave },
      noteCardRefused: { place: 'text' },
    },
    audit: {
      list: {
        filter: {
          staffId: ids.agentId,
          clientId: demo.larsen.clientId,
          action: 'session.signed_in',
          outcome: 'done',
          from: 0,
          to: 8_640_000_000_000_000,
        },
        before: null,
        limit: 20,
      },
      story: { verificationId },
      check: {},
      records: { after: 0, limit: 10 },
    },
    store: {
      backup: { folder: ids.storeFile },
    },
  };
}
