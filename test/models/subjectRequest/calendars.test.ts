import assert from 'node:assert/strict';
import type { Situation } from '../../../domain/policies/situation.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { declareDay } from '../../../models/organisation/declaredDays.ts';
import { policiesOf } from '../../../models/organisation/policies.ts';
import { addPolicy, changePolicy } from '../../../models/organisation/policyList.ts';
import { applyPresentBasis, outdatedRequests, previewDigest } from '../../../models/subjectRequest/basis.ts';
import { changePolicyOf } from '../../../models/subjectRequest/changePolicy.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { deadlinesByClock, received, staffMemberOf } from '../../support/requests.ts';

// A company in Paris. Friday 8 May 2026 is a public holiday in France and a working day in England and Scotland.
describe('The public holidays by which a request is counted', () => {
  let desk: TestDesk;
  let dpo: By;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-04-08T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
  });
  const add = async (policy: string, situation: Situation, calendar?: string) => {
    const { version } = await desk.organisation.reload();
    const fields = { policy, residence: '', category: '', customer: '', ...situation, calendar };
    await addPolicy(desk, dpo, version, fields);
  };
  const from = (residence: string) =>
    received(desk, desk.organisation, { rights: ['access'], situation: { residence } });
  const dueOn = async (request: { id: number }) => (await deadlinesByClock(request as never)).reply?.dueOn;

  it('are those of the country whose law it is: a month of UK GDPR does not roll on a French holiday', async () => {
    await add('uk-gdpr', { residence: 'GB' });
    const [british, french] = [await from('GB'), await from('FR')];
    assert.deepEqual([british.calendar, await dueOn(british)], ['GB-ENG', '2026-05-08']);
    assert.deepEqual([french.calendar, await dueOn(french)], ['FR', '2026-05-11']);
  });

  it('are those of the row where it names some, and the log says what decided', async () => {
    await add('uk-gdpr', { residence: 'GB' }, 'GB-SCT');
    const british = await from('GB');
    assert.equal(british.calendar, 'GB-SCT');
    const event = await Event.findOne({ where: { requestId: british.id, kind: 'received' } });
    const { calendar, calendarBy, decidedBy } = JSON.parse(event?.data ?? '');
    assert.deepEqual([calendar, calendarBy, decidedBy], ['GB-SCT', 'row', 'residence']);
  });

  it('that do not exist are refused beside their field', async () => {
    await assert.rejects(add('uk-gdpr', { residence: 'GB' }, 'GB'), { field: 'calendar' });
  });

  it('leave the days that the organisation declared at its own place to that place', async () => {
    await add('uk-gdpr', { residence: 'GB' });
    await declareDay(desk, dpo, { on: '2026-05-07', name: 'Day', source: 'Decree', working: false });
    assert.equal((await from('GB')).declaredDays, '[]');
    assert.match((await from('FR')).declaredDays, /2026-05-07/);
  });

  it('move an open request only once somebody has seen where to', async () => {
    await add('uk-gdpr', { residence: 'GB' }, 'FR');
    const british = await from('GB');
    assert.equal(await dueOn(british), '2026-05-11');
    const { version } = await desk.organisation.reload();
    const [row] = await policiesOf(desk, dpo);
    const fields = { policy: 'uk-gdpr', residence: 'GB', category: '', customer: '', calendar: '' };
    await changePolicy(desk, dpo, version, row?.id ?? 0, fields);
    assert.equal(await dueOn(british), '2026-05-11');
    const outdated = await outdatedRequests(desk, dpo);
    assert.deepEqual(
      outdated.map(({ basis }) => basis.calendar),
      ['GB-ENG'],
    );
    await applyPresentBasis(desk, dpo, { seen: previewDigest(outdated) });
    assert.equal(await dueOn(british), '2026-05-08');
  });

  it('go with a policy that is changed by hand, as the preview shows', async () => {
    await add('uk-gdpr', { residence: 'GB' });
    const request = await from('FR');
    const change = { situation: { residence: 'GB' }, policy: '', reason: 'Lives in Leeds' };
    const target = { reference: request.reference };
    const shown = await changePolicyOf(desk, dpo, target, { ...change, seen: '' }).catch(({ data }) => data);
    assert.equal(shown.calendar, 'GB-ENG');
    await changePolicyOf(desk, dpo, target, { ...change, seen: shown.seen });
    await request.reload();
    assert.deepEqual([request.policyId, request.calendar], ['uk-gdpr', 'GB-ENG']);
    const event = await Event.findOne({ where: { requestId: request.id, kind: 'policy-changed' } });
    const { calendarWas, calendar } = JSON.parse(event?.data ?? '');
    assert.deepEqual([calendarWas, calendar], ['FR', 'GB-ENG']);
  });
});
