import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import type { Month } from '../../../domain/reports/month.ts';
import { CountedEndRow } from '../../../models/countedEnd.ts';
import { Letter } from '../../../models/letter.ts';
import { correctionsOf } from '../../../models/report/corrections.ts';
import { correctReceipt } from '../../../models/subjectRequest/correctReceipt.ts';
import { recordReturn, setReturnAside } from '../../../models/subjectRequest/letterReturn.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { byPostAt, writtenRegister } from '../../support/writtenRegister.ts';

let desk: TestDesk;
let by: Awaited<ReturnType<typeof staffMemberOf>>;
let reference: string;

/** Every row of the request: in which month, how, counted at its close, holding now. */
const rows = async () =>
  (await CountedEndRow.findAll({ order: ['id'] })).map(({ month, standing, days, atClose, stands }) => [
    month,
    standing,
    days,
    atClose,
    stands,
  ]);
const corrections = async () => {
  const found = await correctionsOf(desk, by, { from: '2026-01' as Month, to: '2026-12' as Month });
  return found.map(({ month, standing, isSince, n }) => [month, standing, isSince, n]);
};
const whole = {
  text: 'Done.',
  files: [],
  unconfirmed: 'Known to us',
  nothingHeld: '',
};

describe('A request that was answered in a month', () => {
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-01-05T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    [reference = ''] = await writtenRegister(desk, by, [
      ['erasure', 'mail', '2026-01-12', ['answered', '2026-02-20']],
    ]);
  });

  it('counts anew for each act while the month is open: the figures are what the acts make of it', async () => {
    assert.deepEqual(await rows(), [['2026-02', 'late', 39, true, true]]);
    desk.clock.set('2026-02-28T22:59:59Z');
    await reopen(desk, by, { reference }, { scope: 'decision', reason: 'A file was missing' });
    assert.deepEqual(await rows(), []);
  });

  it('stays as it was once the month is closed, also where its date of receipt is corrected', async () => {
    desk.clock.set('2026-02-28T23:00:00Z');
    await correctReceipt(
      desk,
      by,
      { reference },
      {
        receipt: { on: calendarDate('2026-01-23') },
        reason: 'The stamp was misread',
      },
    );
    assert.deepEqual(await rows(), [
      ['2026-02', 'late', 39, true, false],
      ['2026-02', 'first', 28, false, true],
    ]);
    assert.deepEqual(await corrections(), [
      ['2026-02', 'late', false, 1],
      ['2026-02', 'first', true, 1],
    ]);
  });

  it('stays in it when it is answered again later, and counts in that month too', async () => {
    desk.clock.set('2026-04-10T12:00:00Z');
    await reopen(desk, by, { reference }, { scope: 'decision', reason: 'A file was missing' });
    await answer(desk, by, { reference }, { ...whole, sending: byPostAt(desk.clock()) });
    assert.deepEqual(await rows(), [
      ['2026-02', 'late', 39, true, false],
      ['2026-04', 'late', 88, true, true],
    ]);
    assert.deepEqual(await corrections(), [['2026-02', 'late', false, 1]]);
  });

  it('needs no correction any more when the act that made one is taken back', async () => {
    desk.clock.set('2026-03-10T12:00:00Z');
    const { id } = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
    const at = new Date('2026-03-09T12:00:00Z');
    await recordReturn(desk, by, { reference }, { letterId: id, at, known: 'It lay in our box' });
    assert.deepEqual(await rows(), [['2026-02', 'late', 39, true, false]]);
    await setReturnAside(desk, by, { reference }, { reason: 'It was another letter', proof: 'Call' });
    assert.deepEqual(await rows(), [['2026-02', 'late', 39, true, true]]);
    assert.deepEqual(await corrections(), []);
  });

  it('is a correction where its posting was recorded after the close', async () => {
    desk.clock.set('2026-02-27T12:00:00Z');
    const other = await received(desk, desk.organisation, { rights: ['objection'], channel: 'mail' });
    desk.clock.set('2026-03-02T08:00:00Z');
    const postedAt = new Date('2026-02-28T12:00:00Z');
    await answer(desk, by, { reference: other.reference }, { ...whole, sending: byPostAt(postedAt) });
    assert.deepEqual((await rows()).at(-1), ['2026-02', 'first', 1, false, true]);
    assert.deepEqual(await corrections(), [['2026-02', 'first', true, 1]]);
  });
});
