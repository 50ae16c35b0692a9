import assert from 'node:assert/strict';
import { packageByToken } from '../../models/answerPackage/find.ts';
import { type By, byPerson } from '../../models/desk.ts';
import { addDraftFiles, readDraft, removeDraftFile } from '../../models/draft/drafts.ts';
import { forgetFiles, keptFiles } from '../../models/draft/keptFiles.ts';
import { sendDraft } from '../../models/draft/send.ts';
import { recordPosting } from '../../models/letter/deliveries.ts';
import { listedLetter, listLetters } from '../../models/letter/listing.ts';
import { openLetter, retryLetter } from '../../models/letter/outbox.ts';
import { recordTaken } from '../../models/letter/recordTaken.ts';
import { lateClocks } from '../../models/letter/runningClocks.ts';
import type { Organisation } from '../../models/organisation.ts';
import { change, witness } from '../../models/subjectRequest/change.ts';
import { countRequests } from '../../models/subjectRequest/counts.ts';
import { leaveNote } from '../../models/subjectRequest/note.ts';
import { findRequest, readFile, readRequest } from '../../models/subjectRequest/page.ts';
import { submissionByMailboxToken, submissionByStatusToken } from '../../models/submission/find.ts';
import { submissionOf } from '../../models/submission/received.ts';
import { openWithCode, sendStatusCode } from '../../models/submission/statusCode.ts';
import { transmissionByToken } from '../../models/transmission/link.ts';
import { changeRole, membersOf, removeMember } from '../../models/user/members.ts';
import { contentsOf } from '../support/contents.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../support/desk.ts';
import { type Place, placeOf } from '../support/place.ts';
import { promisesBy } from '../support/promises.ts';
import { received, staffMemberOf } from '../support/requests.ts';

type Ask = (desk: TestDesk, by: { dpo: By; person: By }, of: Place) => Promise<unknown>;

const posting = { postedAt: new Date('2026-03-02T10:00:00Z'), proof: 'Receipt 1' };
const file = { name: 'a.txt', mediaType: 'text/plain', content: Buffer.from('a') };
const question = ({ request }: Place) => ({ reference: request.reference, email: 'ada@example.org' });

/** What reads or writes one thing by its name; `gives` is what another organisation's gives: this, or that it is not there. */
const tokenOf = async (opening: ReturnType<typeof openWithCode>) => {
  const opened = await opening;
  return 'token' in opened ? opened.token : undefined;
};

const BY_NAME: [name: string, gives: unknown, ask: Ask][] = [
  ['read a request', 'not-found', (d, { dpo }, { request }) => readRequest(d, dpo, request.reference, 'dpo')],
  ['find a request', 'not-found', (_, { dpo }, { request }) => findRequest(dpo, request.reference)],
  ['read a file', 'not-found', (d, { dpo }, of) => readFile(d, dpo, of.request.reference, of.brought)],
  [
    'change a request',
    'not-found',
    (d, { dpo }, { request }) => change(d, dpo, request, 'note', async () => 1),
  ],
  [
    'witness',
    'not-found',
    (d, { person }, { request }) => witness(d, person, request, 'open-answer', async () => 1),
  ],
  ['leave a note', 'not-found', (d, { dpo }, { request }) => leaveNote(d, dpo, request, { text: 'x' })],
  [
    'find what is handed to a provider',
    null,
    (_, { person }, { transmissionToken }) => transmissionByToken(person, transmissionToken),
  ],
  ['list a letter', undefined, (d, { dpo }, { letter }) => listedLetter(d, dpo, letter)],
  ['open a letter', 'not-found', (d, { dpo }, { letter }) => openLetter(d, dpo, letter)],
  ['try a letter again', false, (d, { dpo }, { letter }) => retryLetter(d, dpo, letter)],
  ['post a letter', 'not-found', (d, { dpo }, { letter }) => recordPosting(d, dpo, letter, posting)],
  [
    'say that a letter was taken',
    'not-found',
    (d, { dpo }, { letter }) => recordTaken(d, dpo, letter, posting),
  ],
  ['change a role', 'not-found', (d, { dpo }, { user }) => changeRole(d, dpo, user, 'reader')],
  ['take a member out', 'not-found', (d, { dpo }, { user }) => removeMember(d, dpo, user)],
  ['open an answer', undefined, (_, { person }, { answerToken }) => packageByToken(person, answerToken)],
  ['open a status page', undefined, (_, { person }, of) => submissionByStatusToken(person, of.statusToken)],
  ['confirm a mailbox', undefined, (_, { person }, of) => submissionByMailboxToken(person, of.mailboxToken)],
  ['ask for a code', undefined, (d, { person }, of) => sendStatusCode(d, person, question(of))],
  [
    'open by a code',
    undefined,
    (d, { person }, of) => tokenOf(openWithCode(d, person, question(of), '123456')),
  ],
  ['read a form', undefined, (d, { person }, { draft }) => readDraft(d, person, draft)],
  ['add to a form', undefined, (d, { person }, { draft }) => addDraftFiles(d, person, draft, [file])],
  ['take from a form', undefined, (d, { person }, of) => removeDraftFile(d, person, of.draft, of.drafted)],
  ['find a form sent', undefined, (d, { person }, { formKey }) => submissionOf(d, person, formKey)],
  ['take files back', [], (d, { dpo }, { kept }) => keptFiles(d, dpo, kept)],
  ['forget files', undefined, (d, { dpo }, { kept }) => forgetFiles(d, dpo, kept)],
];

describe('What belongs to another organisation', () => {
  let desk: TestDesk;
  let ours: Place;
  let theirs: Place;
  const us = () => ({ dpo: ours.dpo, person: byPerson(desk.organisation.id) });
  before(async () => {
    desk = await deskForTests();
    ours = await placeOf(desk, desk.organisation);
    theirs = await placeOf(desk, await anotherOrganisation(desk));
  });

  for (const [name, gives, ask] of BY_NAME) {
    it(`is not there to ${name}, though its name is known; and nothing is written`, async () => {
      const before = await contentsOf(desk);
      const given = await ask(desk, us(), theirs).catch(({ code }) => code ?? 'another fault');
      assert.deepEqual(given, gives);
      assert.equal(await contentsOf(desk), before);
    });
  }

  it('is in no list', async () => {
    const { letters } = await listLetters(desk, us().dpo, {});
    assert.ok(letters.length > 0 && !letters.some(({ id }) => id === theirs.letter));
    const members = await membersOf(desk, us().dpo);
    assert.deepEqual(members.map(({ id }) => id).sort(), [ours.dpo.userId, ours.user].sort());
  });

  it('is not sent by somebody who has its form’s token', async () => {
    const before = await contentsOf(desk);
    const sent = await sendDraft(desk, us().person, theirs.draft, {
      formKey: 'x',
      shown: '',
      language: 'en',
    });
    assert.ok('unanswered' in sent);
    assert.equal(await contentsOf(desk), before);
  });
});

describe('What is counted for an organisation', () => {
  let desk: TestDesk;
  let other: Organisation;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    other = await anotherOrganisation(desk);
  });

  it('is its own: late requests in the tabs and in the digest, those due soon too', async () => {
    const { reference } = await received(desk, desk.organisation);
    await received(desk, other);
    const dpo = await staffMemberOf(desk, desk.organisation);
    const views = async () => (await countRequests(desk, dpo, daysFrom(desk.clock()))).views;
    desk.clock.set('2026-03-28T09:00:00Z');
    assert.equal((await views())['due-soon'], 1);
    for (const at of ['2026-04-02T22:30:00Z', '2026-05-02T09:00:00Z']) {
      desk.clock.set(at);
      assert.equal((await views()).overdue, 1, at);
    }
    const late = await lateClocks(desk, desk.clock(), desk.organisation.id);
    assert.deepEqual(
      late.map((clock) => clock.reference),
      [reference],
    );
  });

  it('is its own within the hour in which a promise in hours becomes late', async () => {
    desk.clock.set('2026-03-02T09:10:00Z');
    for (const organisation of [desk.organisation, other]) {
      await promisesBy(desk, organisation, 'scalingo-privacy@2015');
      await received(desk, organisation);
    }
    const dpo = await staffMemberOf(desk, desk.organisation);
    desk.clock.set('2026-03-03T09:40:00Z');
    assert.equal((await countRequests(desk, dpo, daysFrom(desk.clock()))).views.overdue, 1);
  });

  it('is its own: somebody who decides elsewhere is nobody who decides here', async () => {
    const administrator = await staffMemberOf(desk, desk.organisation, 'administrator');
    const dpo = await staffMemberOf(desk, desk.organisation);
    await staffMemberOf(desk, other);
    await assert.rejects(changeRole(desk, administrator, dpo.userId, 'reader'), { code: 'nobody-to-decide' });
  });
});

const daysFrom = (now: Date) => ({
  tomorrow: new Date(now.getTime() + 86_400_000),
  weekEnd: new Date(now.getTime() + 7 * 86_400_000),
});

describe('What belongs to our own organisation', () => {
  it('is there, by the same names', async () => {
    const desk = await deskForTests();
    const ours = await placeOf(desk, desk.organisation);
    const us = { dpo: ours.dpo, person: byPerson(desk.organisation.id) };
    for (const [name, gives, ask] of BY_NAME.filter(([, one]) => one !== undefined)) {
      const given = await ask(desk, us, ours).catch(({ code }) => code);
      assert.notDeepEqual(given, gives, name);
    }
  });
});
