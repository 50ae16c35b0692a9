import assert from 'node:assert/strict';
import { escalateOverdue } from '../../jobs/escalateOverdue.ts';
import { remindBeforeDue } from '../../jobs/remindBeforeDue.ts';
import { Letter } from '../../models/letter.ts';
import { endRest } from '../../models/subjectRequest/endRest.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { answeredIncomplete } from '../support/incompleteAnswer.ts';
import { lettersGoOut } from '../support/post.ts';

describe('Reminders of the announced rest of an answer', () => {
  let desk: TestDesk;
  let given: Awaited<ReturnType<typeof answeredIncomplete>>;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    given = await answeredIncomplete(desk);
  });

  const at = async (moment: string) => {
    desk.clock.set(moment);
    for (const job of [remindBeforeDue, escalateOverdue, remindBeforeDue, escalateOverdue])
      await job(desk, desk.clock());
    const kind = ['reminder' as const, 'overdue-digest' as const];
    const letters = await Letter.findAll({ where: { kind }, order: ['id'] });
    return letters.map((letter) => (letter.kind === 'reminder' ? letter.step : letter.kind));
  };

  it('go once per step: a week of work before, two days before, on the day; from the day after it is among what is late', async () => {
    assert.deepEqual(await at('2026-11-24T06:59:00Z'), []);
    assert.deepEqual(await at('2026-11-24T07:00:00Z'), ['seven-days']);
    assert.deepEqual(await at('2026-11-27T07:00:00Z'), ['seven-days', 'two-days']);
    assert.deepEqual(await at('2026-12-01T07:00:00Z'), ['seven-days', 'two-days', 'due-day']);
    assert.deepEqual(await at('2026-12-02T07:00:00Z'), [
      'seven-days',
      'two-days',
      'due-day',
      'overdue-digest',
    ]);
  });

  it('stop once the person was told that nothing follows', async () => {
    const { dpo, request } = given;
    const { reference } = request;
    await endRest(desk, dpo, { reference }, { reason: 'The shop is closed.', sending: { by: 'mail' } });
    await lettersGoOut(desk);
    assert.deepEqual(await at('2026-12-02T07:00:00Z'), []);
  });
});
