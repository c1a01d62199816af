import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { genesisHash } from '#main/audit/audit-encoding.ts';
import { AuditSigner } from '#main/audit/audit-signer.ts';
import { newAuditKey } from '#test/support/audit-log.ts';

const hash = 'ab'.repeat(32);
const at = '2026-01-05T09:00:00.000Z';

test('a head is genuine only as it was signed', () => {
  const signer = new AuditSigner(newAuditKey(), 'audit-1');
  const signature = signer.signHead(7, hash);
  expect(signer.isHead({ seq: 7, hash, signature })).toBe(true);
  expect(signer.isHead({ seq: 6, hash, signature })).toBe(false);
  expect(signer.isHead({ seq: 7, hash: 'cd'.repeat(32), signature })).toBe(false);
  expect(signer.isHead({ seq: 7, hash, signature: '' })).toBe(false);
  expect(signer.isHead({ seq: 7, hash, signature: signature.toUpperCase() })).toBe(false);
  expect(new AuditSigner(newAuditKey(), 'audit-1').isHead({ seq: 7, hash, signature })).toBe(false);
});

test('the head of an empty log is one thing only', () => {
  const signer = new AuditSigner(newAuditKey(), 'audit-1');
  expect(signer.isHead({ seq: 0, hash: genesisHash, signature: '' })).toBe(true);
  expect(signer.isHead({ seq: 0, hash, signature: '' })).toBe(false);
  expect(signer.isHead({ seq: 0, hash, signature: signer.signHead(0, hash) })).toBe(false);
});

test('a checkpoint is genuine only as it was signed, and is no head', () => {
  const signer = new AuditSigner(newAuditKey(), 'audit-1');
  const signature = signer.signCheckpoint({ seq: 7, hash, at });
  const checkpoint = { seq: 7, hash, at, keyId: 'audit-1', signature };
  expect(signer.isCheckpoint(checkpoint)).toBe(true);
  expect(signer.isCheckpoint({ ...checkpoint, seq: 8 })).toBe(false);
  expect(signer.isCheckpoint({ ...checkpoint, at: '2026-01-05T09:00:00.001Z' })).toBe(false);
  expect(signer.isCheckpoint({ ...checkpoint, keyId: 'audit-2' })).toBe(false);
  expect(signer.isHead({ seq: 7, hash, signature })).toBe(false);
});

test('only an Ed25519 key signs the log', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  expect(() => new AuditSigner(der, 'audit-1')).toThrow(TypeError);
});
