import assert from 'node:assert/strict';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { askClarification } from '../../../models/subjectRequest/clarification.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { answer } from '../../support/answering.ts';
import { lettersGoOut } from '../../support/post.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';
import { type QueueAtHand, queueAtHand } from './queueAtHand.ts';

let queue: QueueAtHand;

describe('The tabs of the queue', () => {
  beforeEach(async () => {
    queue = await queueAtHand();
  });

  it('open holds what is not closed and needs no mailbox, or has it confirmed', async () => {
    const confirmed = await received(queue.desk, queue.organisation);
    const byPost = await received(queue.desk, queue.organisation, {
      channel: 'post',
      person: { name: 'Bo' },
    });
    await receive(queue.desk, queue.organisation);
    assert.deepEqual(new Set(await queue.references()), new Set([confirmed.reference, byPost.reference]));
  });

  it('unverified holds what waits for its mailbox; when late it is under overdue too, and never under open', async () => {
    const { requests } = await receive(queue.desk, queue.organisation);
    const reference = requests[0]?.reference;
    assert.deepEqual(
      [
        await queue.references('?view=unverified'),
        await queue.references('?view=overdue'),
        await queue.references(),
      ],
      [[reference], [], []],
    );
    await queue.at('2026-04-03T09:00:00Z');
    assert.deepEqual(
      [
        await queue.references('?view=unverified'),
        await queue.references('?view=overdue'),
        await queue.references(),
      ],
      [[reference], [reference], []],
    );
    assert.deepEqual(await queue.counts(), {
      open: 0,
      overdue: 1,
      'due-soon': 0,
      waiting: 0,
      unverified: 1,
      messages: 0,
      mine: 0,
      closed: 0,
      all: 1,
    });
  });

  it('waiting holds a request whose person has been asked', async () => {
    const by = await staffMemberOf(queue.desk, queue.organisation);
    const request = await received(queue.desk, queue.organisation, {
      channel: 'post',
      person: { name: 'Bo' },
    });
    const sending = { by: 'post' as const, postedAt: queue.desk.clock(), proof: 'RA 1' };
    await askClarification(queue.desk, by, request, { question: 'Which account?', sending });
    assert.deepEqual(await queue.references('?view=waiting'), [request.reference]);
    assert.match(await queue.rowOf(request), /Waiting/);
  });

  it('an answered request whose purge still runs stays open, as purge pending', async () => {
    queue = await queueAtHand({ zone: 'Europe/Paris', calendar: 'FR', policy: 'scalingo-privacy@2015' });
    const by = await staffMemberOf(queue.desk, queue.organisation);
    const request = await received(queue.desk, queue.organisation);
    await answer(queue.desk, by, request, {
      text: 'Done.',
      files: [],
      unconfirmed: 'Known to us',
      nothingHeld: '',
      sending: { by: 'mail' },
    });
    await lettersGoOut(queue.desk);
    assert.deepEqual(await queue.references(), [request.reference]);
    assert.match(
      await queue.rowOf(request),
      /Close the account and delete its data 24 hours left|Close the account/,
    );
    assert.match(await queue.rowOf(request), /Deletion pending/);
  });

  it('mine holds what is assigned to the user, closed what has ended', async () => {
    const by = await staffMemberOf(queue.desk, queue.organisation);
    const mine = await received(queue.desk, queue.organisation);
    const ended = await received(queue.desk, queue.organisation, { rights: ['rectification'] });
    const me = Number(/value="(\d+)">The dpo</.exec((await queue.dpo.get('/requests/filters')).text)?.[1]);
    await assign(queue.desk, by, { reference: mine.reference }, me);
    await answer(
      queue.desk,
      by,
      { reference: ended.reference },
      { text: 'Done.', files: [], unconfirmed: 'Known to us', nothingHeld: '', sending: { by: 'mail' } },
    );
    await lettersGoOut(queue.desk);
    await close(queue.desk, by, { reference: ended.reference }, { reason: '' });
    assert.deepEqual(await queue.references('?view=mine'), [mine.reference]);
    assert.deepEqual(await queue.references('?view=closed'), [ended.reference]);
    assert.match(await queue.rowOf(ended), /Answered, in time Closed/);
  });

  it('due soon begins at 08:00 seven days before the safe day, and ends when it is late', async () => {
    const request = await received(queue.desk, queue.organisation); // received Monday 2 March, due Thursday 2 April
    await queue.at('2026-03-26T06:59:00Z');
    assert.deepEqual(await queue.references('?view=due-soon'), []);
    await queue.at('2026-03-26T07:00:00Z');
    assert.deepEqual(await queue.references('?view=due-soon'), [request.reference]);
    await queue.at('2026-04-02T22:00:00Z');
    assert.deepEqual(await queue.references('?view=due-soon'), []);
  });
});

describe('Lateness has one definition, in the list, its badge and its tab', () => {
  beforeEach(async () => {
    queue = await queueAtHand();
  });

  const zones = [
    { zone: 'Europe/Paris', calendar: 'FR', before: '2026-04-02T21:59:00Z', after: '2026-04-02T22:00:00Z' },
    {
      zone: 'Europe/Helsinki',
      calendar: 'FI',
      before: '2026-04-02T20:59:00Z',
      after: '2026-04-02T21:00:00Z',
    },
  ];
  for (const { zone, calendar, before, after } of zones) {
    it(`in ${zone}: received on 2 March, the last minute of 2 April is in time, the next one is late`, async () => {
      queue = await queueAtHand({ zone, calendar });
      const request = await received(queue.desk, queue.organisation);
      await queue.at(before);
      assert.match(await queue.rowOf(request), /2 Apr 2026 Reply to the person due today Open/);
      assert.deepEqual([(await queue.counts()).overdue, await queue.references('?view=overdue')], [0, []]);
      await queue.at(after);
      assert.match(await queue.rowOf(request), /2 Apr 2026 Reply to the person 1 day late Open/);
      assert.deepEqual(
        [(await queue.counts()).overdue, await queue.references('?view=overdue')],
        [1, [request.reference]],
      );
    });
  }

  it('a promise in hours is late at its moment, to the minute', async () => {
    queue = await queueAtHand({ zone: 'Europe/Paris', calendar: 'FR', policy: 'scalingo-privacy@2015' });
    const request = await received(queue.desk, queue.organisation);
    await queue.at('2026-03-03T08:59:00Z');
    assert.match(
      await queue.rowOf(request),
      /3 Mar 2026, 10:00 Close the account and delete its data 1 minute left/,
    );
    await queue.at('2026-03-03T09:00:00Z');
    assert.match(await queue.rowOf(request), /late by less than a minute/);
    assert.deepEqual(await queue.references('?view=overdue'), [request.reference]);
  });
});
