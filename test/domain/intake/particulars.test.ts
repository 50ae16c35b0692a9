import assert from 'node:assert/strict';
import { particularFaults, particularsAsKept } from '../../../domain/intake/particulars.ts';
import { needsMailbox } from '../../../domain/lifecycle/status.ts';
import { countsAtOnce, RIGHTS } from '../../../domain/rights.ts';

describe('The questions that follow from a right', () => {
  it('keep what was answered to them, and nothing that is not asked or not offered', () => {
    const given = { wrong: ' The street number \n', right: '', extent: 'all', about: 'x' };
    assert.deepEqual(particularsAsKept('rectification', given), { wrong: 'The street number' });
    assert.deepEqual(particularsAsKept('access', given), { extent: 'all' });
    assert.deepEqual(particularsAsKept('restriction', { ground: 'unlawful' }), { ground: 'unlawful' });
    assert.equal(particularsAsKept('restriction', { ground: 'because' }), undefined);
  });

  it('name the field of an answer that is too long', () => {
    const [fault, ...more] = particularFaults({ objection: { reason: 'x'.repeat(5001), processing: 'ok' } });
    assert.deepEqual([fault?.field, fault?.data.most, more.length], ['objection-reason', 5000, 0]);
  });
});

describe('Rights that count at once (Art. 21(3), 7(3))', () => {
  it('are the objection to marketing and the withdrawal of a consent', () => {
    assert.deepEqual(RIGHTS.filter(countsAtOnce), ['marketing-objection', 'consent-withdrawal']);
  });

  it('wait for no mailbox; another right does where it came by the form with an address', () => {
    const email = 'ada@example.org';
    assert.equal(needsMailbox({ channel: 'form', email, right: 'marketing-objection' }), false);
    assert.equal(needsMailbox({ channel: 'form', email, right: 'consent-withdrawal' }), false);
    assert.equal(needsMailbox({ channel: 'form', email, right: 'access' }), true);
    assert.equal(needsMailbox({ channel: 'form', right: 'access' }), false);
    assert.equal(needsMailbox({ channel: 'post', email, right: 'access' }), false);
  });
});
