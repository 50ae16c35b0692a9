import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { migrate } from '../../../models/migrations/index.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { pauseClocks } from '../../../models/subjectRequest/pause.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { answer } from '../../support/answering.ts';
import { beforeToday } from '../../support/beforeToday.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const COLUMNS = [
  'answered_at',
  'first_answered_at',
  'reply_due_on',
  'reply_target_at',
  'late',
  'days_late',
  'extension',
  'extended_at',
  'identity_confirmed_at',
  'identity_method',
];
let desk: TestDesk;
let by: Awaited<ReturnType<typeof staffMemberOf>>;

const of = ({ reference }: SubjectRequest) => ({ reference });
const byPost = () => ({ by: 'post', postedAt: desk.clock(), proof: 'Letter 1' }) as const;
const reply = () => ({
  text: 'Done.',
  files: [],
  unconfirmed: 'Known to us',
  nothingHeld: '',
  sending: byPost(),
});

const read = <Row extends object>(sql: string) => desk.database.query<Row>(sql, { type: QueryTypes.SELECT });
const records = () => read(`SELECT reference, ${COLUMNS.join(', ')} FROM subject_requests ORDER BY id`);

/** As a desk was before its requests had records. */
async function takeAway(): Promise<void> {
  await beforeToday(desk.database);
  for (const column of COLUMNS)
    await desk.database.query(`ALTER TABLE subject_requests DROP COLUMN ${column}`);
  await desk.database.query('ALTER TABLE deadlines DROP COLUMN stood_still');
  for (const column of ['undone_by', 'undone_for'])
    await desk.database.query(`ALTER TABLE facts DROP COLUMN ${column}`);
  await desk.database.query("DELETE FROM migrations WHERE name = '016-records'");
}

/** Late, in time, extended, extended too late, withdrawn late, withdrawn while a question stood, answered twice, untouched. */
async function everyKind(): Promise<void> {
  const requests: SubjectRequest[] = [];
  for (let nth = 0; nth < 8; nth += 1) requests.push(await received(desk, desk.organisation));
  const [late, inTime, extended, lapsed, withdrawn, asked, twice] = requests as [
    SubjectRequest,
    SubjectRequest,
    SubjectRequest,
    SubjectRequest,
    SubjectRequest,
    SubjectRequest,
    SubjectRequest,
  ];
  await confirmIdentity(desk, by, of(late), { method: 'document', note: '' });
  await answer(desk, by, of(inTime), reply());
  const extension = () => ({ ground: 'complexity', reason: 'Many systems', sending: byPost() }) as const;
  await extendDeadline(desk, by, of(extended), extension());
  const doubt = { reason: 'identity', askedAt: desk.clock(), proof: 'Letter 2' } as const;
  await pauseClocks(desk, by, of(asked), doubt);
  desk.clock.set('2026-05-10T09:00:00Z');
  await answer(desk, by, of(late), reply());
  await extendDeadline(desk, by, of(lapsed), extension());
  await withdraw(desk, by, of(withdrawn), { reason: '' });
  await withdraw(desk, by, of(asked), { reason: '' });
  await answer(desk, by, of(twice), reply());
  desk.clock.set('2026-05-20T22:30:00Z');
  await reopen(desk, by, of(twice), { scope: 'decision', reason: 'Something was forgotten' });
  await answer(desk, by, of(twice), reply());
}

describe('Requests from before the register kept a record of them', () => {
  beforeEach(async () => {
    desk = await deskForTests();
    by = await staffMemberOf(desk, desk.organisation);
    await everyKind();
  });

  it('get the record that their facts give', async () => {
    const kept = await records();
    assert.deepEqual(
      kept.map((row) => (row as Record<string, unknown>).days_late),
      [38, null, null, null, 38, null, 49, null],
    );
    await takeAway();
    await migrate(desk.database);
    assert.deepEqual(await records(), kept);
  });

  it('say who took a fact back, as the log knows it', async () => {
    await takeAway();
    await migrate(desk.database);
    const undone = await read('SELECT name, undone_by FROM facts WHERE undone_at IS NOT NULL ORDER BY name');
    assert.deepEqual(
      undone,
      ['answer-decided', 'answered'].map((name) => ({ name, undone_by: by.actor })),
    );
  });
});
