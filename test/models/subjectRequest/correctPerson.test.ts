import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { correctPerson } from '../../../models/subjectRequest/correctPerson.ts';
import { detailsOf } from '../../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { promiseBy } from '../../support/promises.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: By;
const reason = 'She spells it so in her letter';
const to = ({ reference }: SubjectRequest) => ({ reference });

async function open(): Promise<void> {
  desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
  await promiseBy(desk, 'scalingo-privacy@2015');
  dpo = await staffMemberOf(desk, desk.organisation);
}

describe('Who asks is corrected (Art. 5(1)(d))', () => {
  beforeEach(open);

  it('on every request that was asked together, and found by the new name alone', async () => {
    const { requests } = await receive(desk, desk.organisation, { rights: ['access', 'erasure'] });
    const [first, second] = requests as [SubjectRequest, SubjectRequest];
    const noted = { personName: ' Ada  Exemple ', customerNumber: 'C-7', postalAddress: '1 rue X\n67000 Y' };
    await correctPerson(desk, dpo, to(first), { noted, reason });
    for (const request of [first, second]) {
      await request.reload();
      assert.equal(request.personName, 'Ada Exemple');
      assert.match(request.searchText, /ada exemple/);
      assert.deepEqual(detailsOf(desk, request), {
        about: 'Please delete my account and everything in it.',
        customerNumber: 'C-7',
        postalAddress: '1 rue X\n67000 Y',
      });
    }
  });

  it('leaves its own event in each log, which says what was corrected and no word of it', async () => {
    const { requests } = await receive(desk, desk.organisation, { rights: ['access', 'erasure'] });
    const [first] = requests as [SubjectRequest];
    await correctPerson(desk, dpo, to(first), {
      noted: { personName: 'Ada Exemple', language: 'fr' },
      reason,
    });
    const events = await Event.findAll({ where: { kind: 'person-corrected' }, raw: true });
    assert.equal(events.length, 2);
    for (const { data, actor } of events) {
      assert.equal(JSON.parse(data).fields, 'personName language');
      assert.doesNotMatch(data, /Ada|Exemple/);
      assert.equal(actor, dpo.actor);
    }
  });

  it('keeps the wrong value sealed', async () => {
    const request = await received(desk, desk.organisation);
    await correctPerson(desk, dpo, to(request), { noted: { personName: 'Ada Exemple' }, reason });
    const fact = await Fact.findOne({ where: { name: 'person-corrected' }, rejectOnEmpty: true });
    assert.doesNotMatch(String(fact.detail), /Ada/);
  });

  it('asks for a reason, for a name, and for something that differs', async () => {
    const request = await received(desk, desk.organisation);
    const correct = (noted: object, why = reason) =>
      correctPerson(desk, dpo, to(request), { noted, reason: why });
    await assert.rejects(correct({ personName: 'B' }, ' '), { code: 'reason-missing', field: 'reason' });
    await assert.rejects(correct({ personName: ' ' }), { code: 'person-missing', field: 'personName' });
    await assert.rejects(correct({ personName: '--' }), { code: 'name-without-letters' });
    await assert.rejects(correct({ behalfRelation: 'Her son' }), { code: 'behalf-name-missing' });
    await assert.rejects(correct({ personName: 'Ada Example' }), { code: 'nothing-corrected' });
  });
});
