import assert from 'node:assert/strict';
import { fillDesk } from '../demo/fill.ts';
import { opened } from '../demo/plots.ts';
import { deliverNowhere } from '../demo/postman.ts';
import type { StoryCase } from '../demo/story.ts';
import { eventOfFact } from '../domain/lifecycle/events.ts';
import { OUTCOMES, STATUSES } from '../domain/lifecycle/status.ts';
import { CHANNELS, type Channel } from '../domain/lifecycle/vocabulary.ts';
import { RIGHTS, type Right } from '../domain/rights.ts';
import { TASK_STATES } from '../domain/tasks/task.ts';
import { createKeyring, unsealJson } from '../models/crypto/keyring.ts';
import { DeadlineRow } from '../models/deadline.ts';
import type { Desk } from '../models/desk.ts';
import { verifyChains } from '../models/event/verify.ts';
import { Event } from '../models/event.ts';
import { Fact } from '../models/fact.ts';
import { keyOfLetter } from '../models/letter/context.ts';
import { Letter } from '../models/letter.ts';
import { Organisation } from '../models/organisation.ts';
import { readPacks, shippedPoliciesDir } from '../models/policy.ts';
import { deadlineRowOf } from '../models/subjectRequest/deadlineRows.ts';
import type { View } from '../models/subjectRequest/filter.ts';
import { joinedTo } from '../models/subjectRequest/joined.ts';
import { listRequests } from '../models/subjectRequest/listing.ts';
import { derive, factSheetOf } from '../models/subjectRequest/recompute.ts';
import { detailsOf } from '../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../models/subjectRequest.ts';
import { System } from '../models/system.ts';
import { SystemTask } from '../models/task.ts';
import { signIn } from '../models/user/signIn.ts';
import { User } from '../models/user.ts';
import { emptyDatabase } from './support/database.ts';
import { TEST_SECRET } from './support/desk.ts';

/** A Wednesday in the afternoon, with Easter near: days that move dates. */
const TODAY = new Date('2026-04-01T14:00:00Z');
const PASSWORD = 'a password for tests';

describe('The demo: a year of invented requests, told through the verbs', () => {
  let desk: Desk;
  let requests: SubjectRequest[];

  before(async function () {
    this.timeout(400_000);
    desk = {
      database: await emptyDatabase(),
      clock: () => TODAY,
      keyring: createKeyring(Buffer.from(TEST_SECRET)),
      packs: readPacks([shippedPoliciesDir]),
      baseUrl: 'http://localhost:3000',
    };
    const filling = { today: TODAY, seed: 'test', past: 21, password: PASSWORD, deliver: deliverNowhere };
    await fillDesk(desk, filling);
    requests = await SubjectRequest.findAll({ order: ['id'] });
  });

  const seen = (what: keyof SubjectRequest) => new Set<unknown>(requests.map((request) => request[what]));
  const found = async (slug: string, view: View) => {
    const organisation = await Organisation.findOne({ where: { slug }, rejectOnEmpty: true });
    const by = { organisationId: organisation.id, actor: 'system' as const, role: 'system' as const };
    return (await listRequests(desk, by, { view, sort: 'deadline' })).rows;
  };

  it('shows every status, outcome, right and channel', () => {
    for (const status of STATUSES) assert.ok(seen('status').has(status), status);
    for (const outcome of OUTCOMES) assert.ok(seen('outcome').has(outcome), outcome);
    for (const right of RIGHTS) assert.ok(seen('right').has(right), right);
    for (const channel of CHANNELS) assert.ok(seen('channel').has(channel), channel);
  });

  it('has something late, due soon, waiting and unverified in both organisations', async () => {
    for (const slug of ['example-hosting', 'example-library']) {
      for (const view of ['overdue', 'due-soon', 'waiting', 'unverified', 'closed'] as const) {
        assert.ok((await found(slug, view)).length > 0, `${slug} ${view}`);
      }
    }
  });

  it('has a request under the law of another country, and one of a customer of whom it is the processor', () => {
    const decided = requests.map(({ policyId, decidedBy }) => `${policyId} ${decidedBy}`);
    assert.ok(decided.includes('fadp-ch {"residence":"CH","calendarBy":"law"}'));
    assert.ok(decided.includes('scalingo-dpa {"customer":"Example Shop"}'));
  });

  it('has an unverified request and a purge among what is late, and something due today', async () => {
    const late = (await found('example-hosting', 'overdue')).map(({ status }) => status);
    assert.ok(late.includes('unverified'));
    assert.ok(late.includes('purge-pending'));
    assert.ok(requests.some(({ nextDueOn }) => nextDueOn === '2026-04-01'));
  });

  it('has fifteen systems at the host, and tasks that are planned, asked, and answered in every way but one that is rare', async () => {
    const { id } = await Organisation.findOne({ where: { slug: 'example-hosting' }, rejectOnEmpty: true });
    assert.equal(await System.count({ where: { organisationId: id } }), 15);
    const states = new Set((await SystemTask.findAll()).map(({ state }) => state));
    for (const state of TASK_STATES) assert.ok(state === 'cannot' || states.has(state), state);
  });

  it('has promises kept in time, kept late, and cancelled with a reason', async () => {
    const promises = await DeadlineRow.findAll({ where: { advisory: false } });
    const met = promises.filter(({ state }) => state === 'met');
    const margins = met.map(
      ({ endedAt, lateAt }) => (lateAt as Date).getTime() - (endedAt as Date).getTime(),
    );
    assert.ok(Math.max(...margins) > 0);
    assert.ok(Math.min(...margins) < 0);
    assert.ok((await Fact.count({ where: { name: 'clock-cancelled' } })) > 0);
    assert.ok((await Fact.count({ where: { name: 'extension-notice-sent' } })) > 0);
  });

  it('holds the chain of every request', async () => {
    const { firstBroken, requests: walked, events } = await verifyChains(desk);
    assert.equal(firstBroken, null);
    assert.equal(walked, requests.length);
    assert.ok(events > walked * 2);
  });

  it('tells the log of every fact when it is recorded: what was done and the log say the same', async () => {
    const events = await Event.findAll({ attributes: ['requestId', 'kind', 'at'], raw: true });
    const told = new Set(events.map(({ requestId, kind, at }) => `${requestId} ${kind} ${at}`));
    for (const { requestId, name, recordedAt } of await Fact.findAll()) {
      const tells = (kind: string) => told.has(`${requestId} ${kind} ${recordedAt.toISOString()}`);
      assert.ok(tells(eventOfFact(name)) || (name === 'message-received' && tells('reply-recorded')), name);
    }
  });

  it('stores of every request the deadlines, status and next date that a replay of its facts gives', async () => {
    for (const request of requests) {
      const { deadlines, columns } = derive(
        desk,
        request,
        await factSheetOf(request),
        await joinedTo(desk, request),
      );
      const rows = await DeadlineRow.findAll({ where: { requestId: request.id }, order: ['id'] });
      const stored = rows.map((row) => ({ ...row.get({ plain: true }), id: undefined }));
      const replayed = deadlines.map((deadline) => ({ ...deadlineRowOf(deadline, request), id: undefined }));
      assert.deepEqual(stored, replayed, request.reference);
      const { status, outcome, closedAt, nextLateAt, nextClock, nextPack, nextDueOn, warnAt, waitingSince } =
        request;
      const kept = {
        status,
        outcome,
        closedAt,
        nextLateAt,
        nextClock,
        nextPack,
        nextDueOn,
        warnAt,
        waitingSince,
      };
      assert.deepEqual(kept, columns, request.reference);
    }
  });

  it('happened before today and never backwards', async () => {
    const events = await Event.findAll({ order: ['requestId', 'sequence'], raw: true });
    events.forEach(({ requestId, at }, index) => {
      const before = events[index - 1];
      if (before?.requestId === requestId) assert.ok(before.at <= at);
      assert.ok(at < TODAY.toISOString());
    });
  });

  it('is about people at example.org only, in what is stored and in every letter', async () => {
    const texts: string[] = [];
    for (const { email } of await User.findAll()) texts.push(email);
    for (const { replyAddress, escalationAddress } of await Organisation.findAll())
      texts.push(replyAddress, escalationAddress);
    for (const request of requests)
      texts.push(request.personEmail ?? '', JSON.stringify(detailsOf(desk, request)));
    for (const letter of await Letter.findAll()) {
      if (letter.text) texts.push(JSON.stringify(unsealJson(await keyOfLetter(desk, letter), letter.text)));
    }
    const addresses = texts.flatMap((text) => text.match(/[\w.+-]+@[\w.-]*\w/g) ?? []);
    assert.ok(addresses.length > requests.length / 2);
    assert.deepEqual(
      addresses.filter((address) => !address.endsWith('@example.org')),
      [],
    );
  });

  it('leaves letters of this morning in the outbox, and one that a full mailbox refused', async () => {
    const states = (await Letter.findAll({ attributes: ['state'] })).map(({ state }) => state);
    for (const state of ['queued', 'sent', 'failed']) assert.ok(states.includes(state as never), state);
  });

  it('opens to the log-in that it prints', async () => {
    assert.equal((await signIn('dpo@example.org', PASSWORD))?.name, 'Camille Moreau');
  });
});

describe('The demo: stories of requests that count at once', () => {
  /** How many steps come before anybody at the office does something. */
  const stepsFor = (channel: Channel, right: Right, hasEmail = true) =>
    opened({
      channel,
      right,
      hasEmail,
      person: { email: 'bob@example.org' },
      random: { between: () => 0.1, chance: () => false },
    } as unknown as StoryCase).length;

  it('have no mailbox to confirm, unlike those that do not', () => {
    assert.equal(stepsFor('form', 'access'), 1);
    assert.equal(stepsFor('form', 'marketing-objection'), 0);
    assert.equal(stepsFor('form', 'consent-withdrawal'), 0);
    assert.equal(stepsFor('form', 'access', false), 0);
    assert.equal(stepsFor('post', 'access'), 0);
  });
});
