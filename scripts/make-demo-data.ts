/*
 * Makes assets/demo-data.json: 2,000 accounts with about 5,000 contacts that look like a hosting
 * company's. Run with `node scripts/make-demo-data.ts`; the same seed makes the same file.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstAccounts } from './support/demo-first-accounts.ts';
import { DemoInventor } from './support/demo-inventor.ts';

const seed = 20_240_611;
const accountCount = 2_000;

const inventor = new DemoInventor(seed, firstAccounts);
const accounts = [...firstAccounts];
while (accounts.length < accountCount) accounts.push(inventor.account());

// A line for each account, so that a change of the script shows as what it changed.
const lines = accounts.map((account) => JSON.stringify(account));
writeFileSync(
  join(import.meta.dirname, '../assets/demo-data.json'),
  `[\n${lines.join(',\n')}\n]\n`,
);
const contacts = accounts.reduce((sum, account) => sum + account.contacts.length, 0);
console.log(`${accounts.length} accounts, ${contacts} contacts`);
