import assert from 'node:assert/strict';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { type WrittenRequest, writtenRegister } from '../../support/writtenRegister.ts';

/** Each answer is due one month after receipt, on a working day in France: 7 February 2026 is a Saturday. */
const REGISTER: WrittenRequest[] = [
  ['rectification', 'post', '2026-01-05', ['answered', '2026-01-20']], // due 5 Feb: 15 days
  ['erasure', 'mail', '2026-01-07', ['answered', '2026-02-09']], // due Mon 9 Feb: 33 days, in time
  ['erasure', 'mail', '2026-01-12', ['answered', '2026-02-20']], // due 12 Feb: 39 days, 8 days late
  ['rectification', 'post', '2026-01-15', ['extended', '2026-02-02'], ['answered', '2026-03-10']], // 54 days, extended
  [
    'erasure',
    'post',
    '2026-01-20',
    ['asked', '2026-01-22'],
    ['confirmed', '2026-01-30'],
    ['answered', '2026-02-24'],
  ], // 35 days, 8 of them paused
  ['objection', 'phone', '2026-02-02', ['refused', '2026-02-16']], // 14 days
  ['erasure', 'mail', '2026-02-03', ['withdrawn', '2026-02-10']], // no answer
  ['restriction', 'mail', '2026-02-04', ['withdrawn', '2026-03-20']], // due 4 March: no answer, and late
  ['rectification', 'mail', '2026-02-10', ['extended', '2026-02-20'], ['answered', '2026-03-05']], // by the first date, 10 March: 23 days
  ['erasure', 'mail', '2026-03-02'], // open
];

let desk: TestDesk;
let dpo: Browser;
let references: string[];
let by: Awaited<ReturnType<typeof staffMemberOf>>;

const at = async (moment: string) => {
  desk.clock.set(moment);
  dpo = await signedIn(appForTests(desk), 'dpo');
};
/** A table of the report as its file has it, without the first line. */
async function table(name: string, period = 'from=2026-01&to=2026-03'): Promise<string[]> {
  const { text } = await dpo.get(`/reports/table.csv?table=${name}&${period}`).expect(200);
  return text.trim().split('\r\n').slice(1);
}
const behind = async (query: string) => {
  const { text } = await dpo.get(`/reports/requests?from=2026-01&to=2026-03&${query}`).expect(200);
  const found = [...text.matchAll(/href="\/requests\/(R-[^"]+)"/g)].map(([, reference]) => reference);
  return found.map((reference) => references.indexOf(reference as string) + 1).sort((a, b) => a - b);
};

describe('The figures of a register that was counted by hand', () => {
  before(async () => {
    desk = await deskForTests({ at: '2026-01-05T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    references = await writtenRegister(desk, by, REGISTER);
    await at('2026-03-25T12:00:00Z');
  });

  it('say by month how the answers kept their dates', async () => {
    assert.deepEqual(await table('months'), [
      'Jan 2026,1,0,0,0,1,100',
      'Feb 2026,2,1,0,1,4,75',
      'Mar 2026,1,0,1,0,2,100',
      'Together,4,1,1,1,7,85.7',
    ]);
  });

  it('say in how many days half and nine in ten were answered, by nearest rank', async () => {
    // 14, 15, 23, 33, 35, 39, 54 in all: the fourth of seven, and the seventh
    assert.deepEqual(await table('right'), [
      'Rectification,3,100,0,23,54,54',
      'Erasure,3,66.7,1,35,39,39',
      'Objection,1,100,0,14,14,14',
      'Together,7,85.7,1,33,54,54',
    ]);
    assert.deepEqual(await table('channel'), [
      'By email,3,66.7,1,33,39,39',
      'By post,3,100,0,35,54,54',
      'By phone,1,100,0,14,14,14',
      'Together,7,85.7,1,33,54,54',
    ]);
    assert.deepEqual((await table('month')).at(1), 'Feb 2026,4,75,1,33,39,39');
    assert.deepEqual((await table('policy')).length, 2);
  });

  it('say what was refused, asked and ended without an answer', async () => {
    assert.deepEqual(await table('refusals'), [
      'The request is manifestly unfounded or excessive,1',
      '"Requests refused, in whole or in part",1',
    ]);
    assert.deepEqual(await table('waits'), [
      'Asked for proof of identity,1',
      'Ended because the identity was not confirmed,0',
      '"Paused, for any reason",1',
      'Paused for proof of identity,1',
    ]);
    assert.deepEqual(await table('unanswered'), [
      'Withdrawn by the person,2',
      '"Of these, after the date of the answer",1',
    ]);
  });

  it('open the list behind each', async () => {
    assert.deepEqual(await behind('standing=answered'), [1, 2, 3, 4, 5, 6, 9]);
    assert.deepEqual(await behind('standing=in-time'), [1, 2, 4, 5, 6, 9]);
    assert.deepEqual(await behind('standing=late'), [3]);
    assert.deepEqual(await behind('standing=extended'), [4]);
    assert.deepEqual(await behind('standing=paused'), [5]);
    assert.deepEqual(await behind('only=paused'), [5]);
    assert.deepEqual(await behind('only=identity-asked'), [5]);
    assert.deepEqual(await behind('ground=unfounded-or-excessive'), [6]);
    assert.deepEqual(await behind('standing=ended-unanswered'), [7, 8]);
    assert.deepEqual(await behind('standing=unanswered-late'), [8]);
    const query = 'standing=late&right=erasure&channel=mail';
    assert.deepEqual(await behind(query), [3]);
    const { text } = await dpo.get(`/reports/requests?from=2026-01&to=2026-03&${query}`);
    assert.match(text, /January 2026 to March 2026; Late; Erasure; By email/);
  });

  it('do not change in a closed month: what is recorded later is shown beside it', async () => {
    const february = await table('months', 'from=2026-02&to=2026-02');
    const reference = references[2] as string;
    await reopen(desk, by, { reference }, { scope: 'decision', reason: 'A file was missing' });
    assert.deepEqual(await table('months', 'from=2026-02&to=2026-02'), february);
    assert.deepEqual(await table('corrections'), ['Feb 2026,4,3,1,0,25 Mar 2026']);
    assert.deepEqual(await behind('only=corrected'), [3]);
  });
});
