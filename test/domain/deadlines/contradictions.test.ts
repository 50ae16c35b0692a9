import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { contradictionsIn, endedTwice } from '../../../domain/deadlines/contradictions.ts';
import type { Facts } from '../../../domain/deadlines/deadline.ts';
import { factsOf, shippedPolicy } from '../../support/facts.ts';

const { clocks } = shippedPolicy('scalingo-dpa@2018');
const at = (text: string) => new Date(text);
const found = (more: Partial<Facts>) =>
  contradictionsIn(factsOf('2026-03-02T09:17:00Z', more), clocks).map(({ fact, earlier }) => [fact, earlier]);
const before = at('2026-03-02T09:16:59Z');
const after = at('2026-03-10T09:00:00Z');

describe('Facts that contradict themselves', () => {
  it('are what was done about a request before its receipt (Art. 12(3): all runs from there)', () => {
    assert.deepEqual(found({ answeredAt: before }), [['answered', 'received']]);
    assert.deepEqual(found({ refusedAt: before }), [['refused', 'received']]);
    assert.deepEqual(found({ endedAt: before }), [['ended', 'received']]);
    assert.deepEqual(found({ extensionNoticeSentAt: before }), [['extension-notice-sent', 'received']]);
    assert.deepEqual(found({ other: { 'identity-confirmed': before } }), [
      ['identity-confirmed', 'received'],
    ]);
    assert.deepEqual(found({ pauses: [{ reason: 'fee', askedAt: before }] }), [['fee-asked', 'received']]);
    assert.deepEqual(found({ fulfilled: { 'pass-on': before } }), [['pass-on', 'received']]);
  });

  it('are an answer before its question, of each wait by itself', () => {
    const waits: Facts['pauses'] = [
      { reason: 'identity', askedAt: after, answeredAt: at('2026-03-10T08:59:59Z') },
      { reason: 'identity', askedAt: after, answeredAt: after },
      { reason: 'clarification', askedAt: after, answeredAt: at('2026-03-03T09:00:00Z') },
    ];
    assert.deepEqual(found({ pauses: waits }), [
      ['identity-confirmed', 'identity-asked'],
      ['clarified', 'clarification-asked'],
    ]);
  });

  it('are a notice that announces a day which was over when it went out', () => {
    const notice = (day: string) =>
      found({ extensionNoticeSentAt: after, extensionUntil: calendarDate(day) });
    assert.deepEqual(notice('2026-03-09'), [['extension-until', 'extension-notice-sent']]);
    assert.deepEqual(notice('2026-03-10'), []);
  });

  it('are a notice of extension after the reply that it would put off (Art. 12(3)), or after the end of the request', () => {
    const reply = at('2026-03-10T08:59:59Z');
    const notice = { extensionNoticeSentAt: after };
    assert.deepEqual(found({ ...notice, answeredAt: reply }), [['answered', 'extension-notice-sent']]);
    assert.deepEqual(found({ ...notice, refusedAt: reply }), [['refused', 'extension-notice-sent']]);
    assert.deepEqual(found({ ...notice, endedAt: reply }), [['ended', 'extension-notice-sent']]);
    assert.deepEqual(found({ ...notice, answeredAt: after }), []);
  });

  it('are a reply after the request has ended; a refusal that ends it is in that very moment', () => {
    const end = { endedAt: at('2026-03-09T09:00:00Z') };
    assert.deepEqual(found({ ...end, answeredAt: after }), [['ended', 'answered']]);
    assert.deepEqual(found({ ...end, refusedAt: after }), [['ended', 'refused']]);
    assert.deepEqual(found({ endedAt: after, refusedAt: after }), []);
  });

  it('are a clock that was kept and cancelled, whether or not its pack is named', () => {
    const noted = (fulfilled: string, cancelled: string) =>
      endedTwice({ fulfilled: { [fulfilled]: after }, cancelled: { [cancelled]: after } });
    assert.equal(noted('pass-on', 'pass-on'), 'pass-on');
    assert.equal(noted('pass-on@scalingo-dpa@2018', 'pass-on'), 'pass-on@scalingo-dpa@2018');
    assert.equal(noted('pass-on', 'pass-on@scalingo-dpa@2018'), 'pass-on');
    assert.equal(noted('pass-on@scalingo-dpa@2018', 'pass-on@scalingo-dpa@2017'), undefined);
    assert.equal(noted('pass-on', 'breach-notice'), undefined);
  });

  it('are none in the very moment of receipt, nor in what lies beside the request (Art. 33: a breach)', () => {
    assert.deepEqual(found({ answeredAt: at('2026-03-02T09:17:00Z') }), []);
    assert.deepEqual(
      found({ other: { 'breach-known': before }, fulfilled: { 'breach-notice': before } }),
      [],
    );
  });
});
