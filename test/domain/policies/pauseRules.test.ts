import assert from 'node:assert/strict';
import { pauseRuleOf, pausesAllowed } from '../../../domain/policies/pauseRules.ts';
import type { Pause, Policy } from '../../../domain/policies/policy.ts';
import { shippedPolicy } from '../../support/facts.ts';

const gdpr = shippedPolicy('gdpr-eu');
const made = (...pauses: Omit<Pause, 'rights'>[]): Pick<Policy, 'pauses'> => ({
  pauses: pauses.map((pause) => ({ rights: 'all', ...pause, pack: 'a-pack@1' })),
});
const rule = { model: 'shift', source: 'A law', confirmed: true } as const;
const none = { model: 'none', source: 'Another law', confirmed: true } as const;

describe('For what clocks stand still (EDPB Guidelines 01/2022, § 159)', () => {
  it('is the statute of France where the organisation answers in France, whatever the region', () => {
    for (const id of ['FR', 'FR-67']) {
      const pause = pauseRuleOf(gdpr, { id }, 'identity', 'access');
      assert.deepEqual([pause?.model, pause?.confirmed, pause?.reason], ['shift', true, 'identity']);
      assert.match(pause?.source ?? '', /2005-1309/);
    }
  });

  it('is the guidelines’ own reading elsewhere, and in France for a clarification', () => {
    assert.equal(pauseRuleOf(gdpr, { id: 'DE-BE' }, 'identity', 'access')?.model, 'eu-default');
    assert.equal(pauseRuleOf(gdpr, { id: 'none' }, 'identity', 'access')?.model, 'eu-default');
    assert.equal(pauseRuleOf(gdpr, { id: 'FR' }, 'clarification', 'access')?.model, 'eu-default');
  });

  it('is nothing for a reason that the policy does not know', () => {
    assert.equal(pauseRuleOf(gdpr, { id: 'FR' }, 'fee', 'access'), undefined);
  });

  it('is nothing where the country allows no pause, though the policy does', () => {
    const policy = made({ reason: 'identity', ...rule, countries: { DE: none } });
    assert.equal(pauseRuleOf(policy, { id: 'DE-BY' }, 'identity', 'access'), undefined);
    assert.deepEqual(pausesAllowed(policy, { id: 'DE-BY' }, 'access'), []);
    assert.equal(pausesAllowed(policy, { id: 'AT' }, 'access').length, 1);
  });

  it('is the country’s pause where only the country allows one', () => {
    const policy = made({ reason: 'fee', ...none, countries: { GB: rule } }, { reason: 'identity', ...rule });
    assert.deepEqual(
      pausesAllowed(policy, { id: 'GB-ENG' }, 'access').map(({ reason, source }) => [reason, source]),
      [
        ['fee', 'A law'],
        ['identity', 'A law'],
      ],
    );
    assert.deepEqual(
      pausesAllowed(policy, { id: 'FR' }, 'access').map(({ reason }) => reason),
      ['identity'],
    );
  });

  it('is for an access alone where the pack says so (UK GDPR Art. 12A(5))', () => {
    const pause = { reason: 'clarification', ...rule, rights: ['access' as const] } as const;
    const policy = { pauses: [{ ...pause, rights: [...pause.rights], pack: 'a-pack@1' }] };
    assert.equal(pauseRuleOf(policy, { id: 'GB-ENG' }, 'clarification', 'access')?.model, 'shift');
    assert.equal(pauseRuleOf(policy, { id: 'GB-ENG' }, 'clarification', 'rectification'), undefined);
    assert.deepEqual(pausesAllowed(policy, { id: 'GB-ENG' }, 'portability'), []);
  });
});
