import assert from 'node:assert/strict';
import type { By, Desk } from '../../models/desk.ts';
import { Event } from '../../models/event.ts';
import { Organisation } from '../../models/organisation.ts';
import { assign } from '../../models/subjectRequest/assignment.ts';
import { askClarification } from '../../models/subjectRequest/clarification.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { confirmMailbox } from '../../models/subjectRequest/mailbox.ts';
import { receiveRequest } from '../../models/subjectRequest/receive.ts';
import { undoDecision } from '../../models/subjectRequest/undoDecision.ts';
import { mailboxTokenOf } from '../../models/submission/links.ts';
import { User } from '../../models/user.ts';
import { type Effort, inTurns } from './measure.ts';
import { floor, ours, type Served } from './processes.ts';
import { EMAIL, type Filled, openAt } from './setUp.ts';

const EVENTS = 60;
const LETTERS = 10;
const DEADLINES = 6;
/** What the receipt says of the person and of their words. */
const DIGESTS = 2;

/** The page of one request with a long history, as staff open it. */
export async function requestPage(filled: Filled, floorOn: Filled, effort: Effort) {
  const reference = await longHistory(filled);
  const floors = filled === floorOn ? reference : await longHistory(floorOn);
  const mine = await ours(filled);
  const bare = await floor(floorOn);
  try {
    await assertSame([mine, reference], [bare, floors]);
    return await inTurns(at(mine, reference), at(bare, floors), '', effort);
  } finally {
    await Promise.all([mine.stop(), bare.stop()]);
  }
}

const at = (served: Served, reference: string) => ({ ...served, url: `${served.url}/requests/${reference}` });

/** Each event by its hash, each letter, deadline, lane, form and sealed word: as many as were asked for, and the same on both. */
async function assertSame(ours: [Served, string], floors: [Served, string]): Promise<void> {
  const [mine, bare] = [await readPage(...ours), await readPage(...floors)];
  for (const { hashes, deadlines, letters } of [mine, bare])
    assert.deepEqual([hashes.length, deadlines.length, letters], [EVENTS + DIGESTS, DEADLINES, LETTERS]);
  if (ours[1] !== floors[1]) for (const page of [mine, bare]) page.hashes = []; // another desk chains other hashes
  assert.deepEqual(mine, bare, 'The two pages do not show the same');
}

async function readPage(served: Served, reference: string) {
  const { url, headers } = at(served, reference);
  const text = await (await fetch(url, { headers, redirect: 'manual' })).text();
  const letters = /id="letters"[\s\S]*?<\/ol>/.exec(text)?.[0] ?? '';
  const log = /id="log"[\s\S]*?<(aside|\/section|\/body)/.exec(text)?.[0] ?? '';
  return {
    hashes: [...log.matchAll(/\b[0-9a-f]{64}\b/g)].map(([hash]) => hash),
    deadlines: [...text.matchAll(/ id="deadline-([\w-]+)"/g)].map(([, clock]) => clock),
    letters: letters.match(/<li/g)?.length,
    lanes: text.match(/"timeline-lane\b/g)?.length,
    asked: text.includes(ABOUT),
    questions: [...letters.matchAll(/Which of your \d+ accounts do you mean\?/g)].map(
      ([question]) => question,
    ),
    forms: [...text.matchAll(/ action="\/requests\/[^/]+\/([^"]+)"/g)].map(([, path]) => path).sort(),
  };
}

/** A request that the verbs gave as many events and letters; made once on a desk. Gives its reference. */
async function longHistory(filled: Filled): Promise<string> {
  const desk = await openAt(filled);
  const { id: organisationId } = await Organisation.findOne({ rejectOnEmpty: true });
  const { id } = await User.findOne({ where: { email: EMAIL }, rejectOnEmpty: true });
  const { requests } = await receiveRequest(
    desk,
    { organisationId, actor: 'person', role: 'person' },
    INTAKE(desk),
  );
  const [{ id: requestId, reference } = { id: 0, reference: '' }] = requests;
  const told = () => Event.count({ where: { requestId } });
  if ((await told()) < EVENTS) {
    const by: By = { organisationId, actor: `user:${id}`, role: 'dpo' };
    await confirmMailbox(desk, mailboxTokenOf(desk, INTAKE(desk).formKey));
    await confirmIdentity(desk, by, { reference }, { method: 'log-in', note: 'Confirmed in the account.' });
    for (let nth = 2; nth <= LETTERS; nth += 1) {
      const question = `Which of your ${nth} accounts do you mean?`;
      await askClarification(desk, by, { reference }, { question, sending: { by: 'mail' } });
      await undoDecision(desk, by, { reference }, 'clarification-request-decided'); // it is asked once at a time
    }
    while ((await told()) < EVENTS) await assign(desk, by, { reference }, id);
    await copyLastDeadline(desk, requestId);
  }
  await desk.database.close();
  return reference;
}

const ABOUT = 'Please delete my account and everything in it.';
const INTAKE = (desk: Desk) => ({
  formKey: 'bench-request-page',
  channel: 'form' as const,
  language: 'en' as const,
  rights: ['erasure' as const],
  person: { name: 'Ada Example', email: 'ada@example.org' },
  details: { about: ABOUT },
  files: [],
  received: { at: desk.clock() },
});

/** The policy of the benchmarks has five clocks for an erasure: the sixth row is the fifth once more. */
async function copyLastDeadline(desk: Desk, requestId: number): Promise<void> {
  const columns = `request_id, organisation_id, pack, title, kind, advisory, state, starts_at, nominal_on, due_on, safe_on,
    due_at, target_at, outer_at, late_at, warn_at, ended_at, source, chosen, confirmed, because`;
  await desk.database.query(
    `INSERT INTO deadlines (clock, ${columns}) SELECT 'sixth', ${columns} FROM deadlines
     WHERE request_id = :requestId ORDER BY id DESC LIMIT 1`,
    { replacements: { requestId } },
  );
}
