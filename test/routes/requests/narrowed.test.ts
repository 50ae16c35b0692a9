import assert from 'node:assert/strict';
import { escalateOverdue } from '../../../jobs/escalateOverdue.ts';
import type { By } from '../../../models/desk.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { readQueue } from '../../../models/subjectRequest/queue.ts';
import { FEW } from '../../../models/subjectRequest/search.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { removeMember } from '../../../models/user/members.ts';
import { User } from '../../../models/user.ts';
import { wordsOf } from '../../../views/letters/wordsOf.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';
import { type QueueAtHand, queueAtHand } from './queueAtHand.ts';

let queue: QueueAtHand;
const NONE = {
  open: 0,
  overdue: 0,
  'due-soon': 0,
  waiting: 0,
  unverified: 0,
  messages: 0,
  mine: 0,
  closed: 0,
  all: 0,
};

describe('The counts of the tabs', () => {
  let by: By & { userId: number };
  beforeEach(async () => {
    queue = await queueAtHand();
    by = await staffMemberOf(queue.desk, queue.organisation);
  });
  const from = (
    name: string,
    rights: ('access' | 'erasure')[] = ['erasure'],
    channel: 'post' | 'phone' = 'post',
  ) => received(queue.desk, queue.organisation, { channel, rights, person: { name } });

  it('follow the search and the filters, whichever tab is open', async () => {
    const ada = await from('Ada Example', ['access']);
    await from('Ada Example');
    await from('Bo Example');
    await receive(queue.desk, queue.organisation, {
      person: { name: 'Ada Unverified', email: 'ada@example.org' },
    });
    await withdraw(queue.desk, by, { reference: ada.reference }, { reason: '' });
    for (const view of ['', '&view=closed', '&view=overdue', '&view=all&sort=newest'])
      assert.deepEqual(
        await queue.counts(`?q=ada${view}`),
        { ...NONE, open: 1, unverified: 1, closed: 1, all: 3 },
        view,
      );
    assert.deepEqual(await queue.counts('?right=access'), { ...NONE, closed: 1, all: 1 });
    assert.deepEqual(await queue.counts('?q=ada&right=erasure'), { ...NONE, open: 1, unverified: 1, all: 2 });
    assert.deepEqual(await queue.counts('?assignee=nobody&policy=gdpr-eu'), {
      ...NONE,
      open: 2,
      unverified: 1,
      closed: 1,
      all: 4,
    });
    assert.deepEqual(await queue.counts('?q=nobody'), NONE);
    assert.deepEqual(await queue.counts(), { ...NONE, open: 2, unverified: 1, closed: 1, all: 4 });
  });

  it('are those of what is shown, and what is shown is in its order, also where a search finds many', async () => {
    for (const name of ['Ada One', 'Ada Two', 'Bo Three']) {
      await from(name);
      queue.desk.clock.advance({ hours: 30 });
    }
    const [row] = await SubjectRequest.findAll({ raw: true });
    const { id: _, ...columns } = row as SubjectRequest;
    const many = Array.from({ length: FEW }, (_one, n) => ({
      ...columns,
      reference: `R-${n}`,
      status: 'waiting' as const,
    }));
    await SubjectRequest.bulkCreate(many);
    const until = { tomorrow: queue.desk.clock(), weekEnd: queue.desk.clock() };
    const read = (q: string, sort: 'deadline' | 'oldest' = 'deadline') =>
      readQueue(queue.desk, by, { view: 'all', sort, q }, until);
    const few = await read('three');
    assert.deepEqual([few.views.all, few.views.open, few.rows.length, few.next], [1, 1, 1, undefined]);
    const all = await read('ada');
    assert.deepEqual(
      [all.views.all, all.views.open, all.views.waiting, all.rows.length],
      [FEW + 2, FEW + 2, FEW, 50],
    );
    assert.ok(all.next);
    for (const sort of ['deadline', 'oldest'] as const) {
      const one = await read('ada two', sort);
      assert.deepEqual(
        one.rows.map(({ personName }) => personName),
        ['Ada Two'],
      );
    }
  });

  it('and the pages of a search hold each request once', async () => {
    for (let n = 0; n < 53; n += 1) {
      await from(`Ada ${n}`);
      if (n % 9 === 0) queue.desk.clock.advance({ minutes: 5 });
    }
    const { text } = await queue.dpo.get('/requests?q=ada');
    const next = /href="(\/requests\?q=ada&amp;after=[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const all = [
      ...(await queue.references('?q=ada')),
      ...(await queue.references(next.replace('/requests', ''))),
    ];
    assert.deepEqual([all.length, new Set(all).size], [53, 53]);
  });
});

describe('A request of a colleague who was removed', () => {
  it('is nobody’s in the queue, its filter, its page, its form and the download', async () => {
    queue = await queueAtHand();
    const by = await staffMemberOf(queue.desk, queue.organisation, 'dpo');
    const gone = await staffMemberOf(queue.desk, queue.organisation, 'handler');
    await User.update({ name: 'Gone Colleague' }, { where: { id: gone.userId } });
    const request = await received(queue.desk, queue.organisation);
    const target = { reference: request.reference };
    await assign(queue.desk, by, target, gone.userId);
    const shown = async () => ({
      row: await queue.rowOf(request),
      page: (await queue.dpo.get(`/requests/${request.reference}`)).text.replace(/<[^>]+>|\s+/g, ' '),
      download: (await queue.dpo.get('/requests.csv')).text,
    });
    const before = await shown();
    assert.match(before.row, /Open Gone Colleague/);
    assert.match(before.page, /Assigned to\s+Gone Colleague/);
    assert.match(before.download, /,Gone Colleague,/);
    assert.deepEqual(await queue.references('?assignee=nobody'), []);

    await removeMember(queue.desk, by, gone.userId);
    const after = await shown();
    assert.match(after.row, /Open Nobody/);
    assert.match(after.page, /Assigned to\s+Nobody/);
    assert.doesNotMatch(after.download, /Gone Colleague/);
    assert.deepEqual(await queue.references('?assignee=nobody'), [request.reference]);
    assert.deepEqual(await queue.counts('?assignee=nobody'), { ...NONE, open: 1, all: 1 });
    const { text } = await queue.dpo.get(`/requests/${request.reference}/assignment`);
    assert.doesNotMatch(text, /Gone Colleague|<option value="\d+" selected>/);
  });

  it('names nobody in the letter that says it is late', async () => {
    queue = await queueAtHand();
    const by = await staffMemberOf(queue.desk, queue.organisation, 'dpo');
    const gone = await staffMemberOf(queue.desk, queue.organisation, 'handler');
    await User.update({ name: 'Gone Colleague' }, { where: { id: gone.userId } });
    const request = await received(queue.desk, queue.organisation);
    await assign(queue.desk, by, { reference: request.reference }, gone.userId);
    await removeMember(queue.desk, by, gone.userId);
    await queue.organisation.update({ escalationAddress: 'boss@example.org' });
    queue.desk.clock.set('2026-04-05T09:00:00Z');
    await escalateOverdue(queue.desk, queue.desk.clock());
    const letter = await Letter.findOne({ where: { kind: 'escalation' }, rejectOnEmpty: true });
    const { text } = wordsOf(await letterContext(queue.desk, letter));
    assert.match(text, /The request is assigned to nobody\./);
  });
});
