import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AuditContent,
  canonicalBytes,
  decodeDetails,
  encodeDetails,
  fitsItself,
  genesisHash,
  recordHash,
} from '#main/audit/audit-encoding.ts';

const example: AuditContent = {
  seq: 1,
  at: '2026-01-05T09:00:00.000Z',
  actorId: 3,
  actorRole: 'agent',
  action: 'verification.attempted',
  subjectStaffId: null,
  accountId: 104,
  contactId: 7,
  verificationId: 12,
  channel: 'phone',
  outcome: 'not_verified',
  policyVersion: 1,
  details: '{"attempt":2,"why":"no_match"}',
};

const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const wholeOrNull = fc.option(whole);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '"', '\\', ',', '",1,"', 'null', '[', ']', '{}', '\u2028', 'é', 'e\u0301'),
);
const contents: fc.Arbitrary<AuditContent> = fc.record({
  seq: whole,
  at: text,
  actorId: wholeOrNull,
  actorRole: text,
  action: text,
  subjectStaffId: wholeOrNull,
  accountId: wholeOrNull,
  contactId: wholeOrNull,
  verificationId: wholeOrNull,
  channel: fc.option(text),
  outcome: text,
  policyVersion: whole,
  details: text,
});

const details = fc.dictionary(
  fc.stringMatching(/^[a-z][A-Za-z0-9]{0,9}$/),
  fc.oneof(
    fc.maxSafeInteger().map((n) => n + 0),
    fc.boolean(),
    fc.constant(null),
    fc.stringMatching(/^[\w.:-]{0,60}(?:,[\w.:-]{1,60}){0,19}$/),
  ),
);

test('the canonical bytes are what the documentation says, for ever', () => {
  expect(canonicalBytes(example).toString('utf8')).toBe(
    '["countersign-audit-1",1,"2026-01-05T09:00:00.000Z",3,"agent","verification.attempted",' +
      'null,104,7,12,"phone","not_verified",1,{"attempt":2,"why":"no_match"}]',
  );
  expect(recordHash(genesisHash, example)).toBe(
    createHash('sha256').update(Buffer.alloc(32)).update(canonicalBytes(example)).digest('hex'),
  );
});

test('two contents that differ in any field have different bytes', () => {
  const fields = Object.keys(example) as (keyof AuditContent)[];
  fc.assert(
    fc.property(contents, contents, fc.constantFrom(...fields), (one, other, field) => {
      const changed = { ...one, [field]: other[field] };
      const same = changed[field] === one[field];
      expect(canonicalBytes(changed).equals(canonicalBytes(one))).toBe(same);
    }),
    { numRuns: 2000 },
  );
});

test('the bytes give every field back, so no two contents can share them', () => {
  fc.assert(
    fc.property(contents, details, (content, facts) => {
      const whole = { ...content, details: encodeDetails(facts) };
      const read: unknown[] = JSON.parse(canonicalBytes(whole).toString('utf8'));
      const { details: stored, ...fields } = whole;
      expect(read.slice(1, -1)).toEqual([
        fields.seq,
        fields.at,
        fields.actorId,
        fields.actorRole,
        fields.action,
        fields.subjectStaffId,
        fields.accountId,
        fields.contactId,
        fields.verificationId,
        fields.channel,
        fields.outcome,
        fields.policyVersion,
      ]);
      expect(JSON.stringify(read.at(-1))).toBe(stored);
    }),
  );
});

test('details don’t depend on the order they were written in, and read back as they were', () => {
  fc.assert(
    fc.property(details, (facts) => {
      const backwards = Object.fromEntries(Object.entries(facts).reverse());
      expect(encodeDetails(backwards)).toBe(encodeDetails(facts));
      expect(decodeDetails(encodeDetails(facts))).toEqual({ ...facts });
    }),
  );
});

test.each([
  ['a sentence', { note: 'called from home' }],
  ['an e-mail address', { email: 'anna@example.com' }],
  ['a name with an accent', { name: 'Åse' }],
  ['a long text', { token: 'a'.repeat(61) }],
  ['a long text after a comma', { token: `a,${'b'.repeat(61)}` }],
  ['a sentence with a comma', { note: 'no, thanks' }],
  ['a key that is not a word', { 'a b': 1 }],
  ['a key that reaches a prototype', JSON.parse('{"__proto__":1}')],
  ['a fraction', { share: 0.5 }],
  ['a number that is none', { count: Number.NaN }],
  ['a number too large', { count: 2 ** 53 }],
])('details refuse %s, and the error does not repeat it', (_what, facts) => {
  expect(() => encodeDetails(facts)).toThrow(TypeError);
  const [value] = Object.values(facts);
  expect(() => encodeDetails(facts)).not.toThrow(String(value));
});

test('a row that holds anything at all is judged without an error', () => {
  const row = { ...example, previousHash: genesisHash, hash: recordHash(genesisHash, example) };
  expect(fitsItself(row)).toBe(true);
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(row)), fc.anything(), (field, value) => {
      const changed = { ...row, [field]: value };
      const same = Object.is(value, row[field as keyof typeof row]);
      expect(fitsItself(changed as typeof row)).toBe(same);
    }),
    { numRuns: 2000 },
  );
});

test('stored details that are not an object read as unreadable', () => {
  for (const stored of ['', '[]', '1', 'null', '{', '"x"'])
    expect(decodeDetails(stored)).toEqual({ unreadable: true });
});
