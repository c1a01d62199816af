import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountStatus, permission } from '#shared/contract/fields.ts';
import { type RequestView, requestView } from '#shared/contract/verification.contract.ts';
import { grantDurationMs, grantFor } from '#shared/rules/grant-rules.ts';
import { requestCatalogue } from '#shared/rules/request-catalogue.ts';

const permissions = fc.uniqueArray(fc.constantFrom(...permission.options));
const strength = fc.constantFrom('standard', 'strong');
const catalogue: fc.Arbitrary<readonly RequestView[]> = fc.oneof(
  fc.constant(requestCatalogue),
  fc.uniqueArray(
    fc.record({
      requestId: fc.string({ minLength: 1, maxLength: 8 }),
      label: fc.string(),
      tier: fc.constantFrom(0, 1, 2, 3),
      permission: fc.constantFrom(...permission.options, null),
      needsApproval: fc.boolean(),
    }),
    { selector: (request) => request.requestId },
  ),
);
const flags = {
  isOwner: fc.boolean(),
  mustChange: fc.boolean(),
  status: fc.constantFrom(...accountStatus.options),
};
const situation = fc.record({ strength, permissions, ...flags, catalogue });

describe('grantFor', () => {
  it('puts each request of the catalogue into exactly one list, in its order', () => {
    fc.assert(
      fc.property(situation, (facts) => {
        const lists = grantFor(facts);
        const ids = facts.catalogue.map((request) => request.requestId);
        const all = Object.values(lists).flat();
        expect([...all].sort()).toEqual([...ids].sort());
        for (const list of Object.values(lists)) {
          expect(list).toEqual(ids.filter((id) => list.includes(id)));
        }
      }),
    );
  });

  it('allows nothing of tier 3, nor anything that needs approval, by the code alone', () => {
    fc.assert(
      fc.property(situation, (facts) => {
        const lists = grantFor(facts);
        for (const request of facts.catalogue.filter(({ tier }) => tier > 0)) {
          if (request.tier === 3) expect(lists.allowed).not.toContain(request.requestId);
          if (request.needsApproval) {
            expect([...lists.allowed, ...lists.afterStepUp]).not.toContain(request.requestId);
          }
        }
      }),
    );
  });

  it('lets everybody have tier 0', () => {
    fc.assert(
      fc.property(situation, (facts) => {
        const open = facts.catalogue.filter(({ tier }) => tier === 0);
        expect(grantFor(facts).allowed).toEqual(
          expect.arrayContaining(open.map(({ requestId }) => requestId)),
        );
      }),
    );
  });

  it('never takes away for another permission, for being the owner, or for a stronger code', () => {
    fc.assert(
      fc.property(situation, fc.constantFrom(...permission.options), (facts, another) => {
        const before = grantFor(facts);
        const more = grantFor({ ...facts, permissions: [...facts.permissions, another] });
        const owner = grantFor({ ...facts, isOwner: true });
        const strong = grantFor({ ...facts, strength: 'strong' });
        for (const after of [more, owner, strong]) {
          expect(after.allowed).toEqual(expect.arrayContaining(before.allowed));
          expect(before.notPermitted).toEqual(expect.arrayContaining(after.notPermitted));
        }
        expect(more.afterStepUp).toEqual(expect.arrayContaining(before.afterStepUp));
        if (facts.status !== 'closed') expect(owner.notPermitted).toEqual([]);
        expect(strong.afterApproval).toEqual(before.afterApproval);
      }),
    );
  });

  it('asks a step-up of a standard code for tier 2, and never of anyone for tier 1', () => {
    const ids = (tier: number) =>
      requestCatalogue.filter((request) => request.tier === tier).map(({ requestId }) => requestId);
    const whose = {
      ...{ permissions: [], isOwner: true, mustChange: false },
      status: 'active' as const,
    };
    const owner = { ...whose, catalogue: requestCatalogue };
    const standard = grantFor({ ...owner, strength: 'standard' });
    const strong = grantFor({ ...owner, strength: 'strong' });
    expect(standard.allowed).toEqual([...ids(0), ...ids(1)]);
    expect(strong.allowed).toEqual([...ids(0), ...ids(1), ...ids(2)]);
    expect(standard.afterStepUp).toEqual(expect.arrayContaining(ids(2)));
    expect(grantDurationMs).toBe(900_000);
    // A code in whose place another is due does for tier 1 alone, however strong it is.
    const due = grantFor({ ...owner, strength: 'strong', mustChange: true });
    expect(due).toEqual(standard);
  });

  it('takes from callers on a closed account what changes it, and nothing on a suspended one', () => {
    fc.assert(
      fc.property(situation, (facts) => {
        const active = grantFor({ ...facts, status: 'active' });
        expect(grantFor({ ...facts, status: 'suspended' })).toEqual(active);
        const closed = grantFor({ ...facts, status: 'closed' });
        for (const { requestId, tier } of facts.catalogue) {
          const open = tier < 2 || requestId === 'close-account';
          for (const list of ['allowed', 'afterStepUp', 'afterApproval'] as const)
            expect(closed[list].includes(requestId)).toBe(open && active[list].includes(requestId));
        }
      }),
    );
  });
});

describe('requestCatalogue', () => {
  it('is about 22 requests over all tiers, well formed, by tier', () => {
    expect(requestCatalogue.length).toBeGreaterThanOrEqual(20);
    const tiers = requestCatalogue.map(({ tier }) => tier);
    expect(new Set(tiers)).toEqual(new Set([0, 1, 2, 3]));
    expect(tiers).toEqual([...tiers].sort());
    for (const request of requestCatalogue) {
      expect(requestView.parse(request)).toEqual(request);
      expect(request.requestId).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(request.requestId.length).toBeLessThanOrEqual(60);
    }
    expect(new Set(requestCatalogue.map(({ requestId }) => requestId)).size).toBe(tiers.length);
  });

  it('keeps what takes an account over in tier 3', () => {
    const critical = requestCatalogue
      .filter(({ tier }) => tier === 3)
      .map(({ requestId }) => requestId);
    expect(critical).toEqual(
      expect.arrayContaining([
        'change-security-code',
        'change-email-on-file',
        'change-ownership',
        'cancel-service',
        'transfer-domain',
        'reset-authenticator',
      ]),
    );
  });

  it('asks a permission for everything that changes something', () => {
    const open = requestCatalogue.filter(
      ({ tier, permission: needed }) => tier >= 2 && needed === null,
    );
    expect(open).toEqual([]);
  });
});
