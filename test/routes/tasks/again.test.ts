import assert from 'node:assert/strict';
import { chaseOwners } from '../../../jobs/chaseOwners.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { OwnerLink } from '../../../models/ownerLink.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import { answerTask, type TaskAnswer } from '../../../models/task/answerTask.ts';
import { openTasksOf } from '../../../models/task/ofOwner.ts';
import { SystemTask } from '../../../models/task.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { handedOut } from '../../support/handedOut.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

describe('A task that nobody could do', () => {
  let desk: TestDesk;
  let dpo: Browser;
  let request: SubjectRequest;
  let task: SystemTask;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    dpo = await signedIn(appForTests(desk), 'dpo');
    const handed = await handedOut(desk, 'CRM', 'Shop');
    request = handed.request;
    task = handed.tasks[0] as SystemTask;
  });
  const place = () => `/requests/${request.reference}/tasks`;
  const shown = async () => wordsOf(await dpo.get(place()));
  const answered = async (given: TaskAnswer) => {
    const link = await OwnerLink.findByPk(task.linkId ?? 0, { rejectOnEmpty: true });
    await answerTask(desk, link, task.id, given, []);
  };
  const act = (what: string, fields: Record<string, string>, id = task.id) =>
    dpo.submit(place(), fields, { action: `${place()}/${id}/${what}` });
  const lastNotice = async () => {
    const where = { kind: 'task-notice' };
    const letter = await Letter.findOne({ where, order: [['id', 'DESC']], rejectOnEmpty: true });
    return (await letterContext(desk, letter)).to.address;
  };
  const waitingFor = async (email: string) => {
    const link = await OwnerLink.findOne({ where: { email } });
    return link ? (await openTasksOf(desk, link)).map(({ system }) => system) : [];
  };

  it('is handed by one press to the address that the owner named; what was answered stays', async () => {
    await answered({ outcome: 'not-mine', toWhom: 'That is with Nadia (nadia@example.org).' });
    assert.match(await shown(), /Hand it to nadia@example\.org/);
    assert.equal((await act('again', { other: 'nadia@example.org' })).status, 303);
    assert.equal(await lastNotice(), 'nadia@example.org');
    assert.deepEqual(await waitingFor('nadia@example.org'), ['CRM']);
    assert.deepEqual(await waitingFor('crm@example.org'), []);
    const page = await shown();
    assert.match(page, /Not theirs; asked again/);
    assert.match(page, /That is with Nadia/);
    assert.match(page, /0 of 2 systems have answered/);
  });

  it('goes at once to the colleague whom its owner named, where they look after a system here', async () => {
    await answered({ outcome: 'not-mine', toWhom: 'Ask Shop@example.org.' });
    assert.equal(await lastNotice(), 'shop@example.org');
    assert.deepEqual(await waitingFor('shop@example.org'), ['Shop', 'CRM']);
    assert.match(await shown(), /Not theirs; asked again/);
    assert.doesNotMatch(await shown(), /Hand it to/);
    desk.clock.set('2026-11-05T10:00:00Z');
    await chaseOwners(desk, desk.clock());
    assert.deepEqual(await waitingFor('shop@example.org'), ['Shop', 'CRM']);
  });

  it('is not asked in a circle by two who name each other: the DPO decides', async () => {
    await answered({ outcome: 'not-mine', toWhom: 'shop@example.org' });
    const next = await SystemTask.findOne({ order: [['id', 'DESC']], rejectOnEmpty: true });
    const letters = await Letter.count();
    const link = await OwnerLink.findByPk(next.linkId ?? 0, { rejectOnEmpty: true });
    await answerTask(desk, link, next.id, { outcome: 'not-mine', toWhom: 'crm@example.org' }, []);
    assert.equal(await Letter.count(), letters);
    assert.match(await shown(), /Hand it to crm@example\.org/);
  });

  it('goes to no stranger: an address that looks after nothing here waits for the DPO', async () => {
    const letters = await Letter.count();
    await answered({ outcome: 'not-mine', toWhom: 'nadia@example.org' });
    assert.equal(await Letter.count(), letters);
  });

  it('stays with whom the DPO chose: the reminders do not take it back to the owner', async () => {
    await answered({ outcome: 'not-mine', toWhom: 'nadia@example.org' });
    await act('again', { other: 'nadia@example.org' });
    desk.clock.set('2026-11-05T10:00:00Z');
    await chaseOwners(desk, desk.clock());
    assert.deepEqual(await waitingFor('nadia@example.org'), ['CRM']);
  });

  it('is asked again of its owner in other words, or of the owner of another system', async () => {
    await answered({ outcome: 'cannot', reason: 'The archive is closed' });
    const choice = (await dpo.get(place())).text;
    assert.match(choice, /<option value="shop@example\.org">/);
    assert.equal((await act('again', { to: 'crm@example.org', again: 'It is open on Monday.' })).status, 303);
    assert.deepEqual(await waitingFor('crm@example.org'), ['CRM']);
    assert.match(await shown(), /It is open on Monday\./);
    assert.match(await shown(), /The archive is closed/);
    const twice = await act('again', { to: 'shop@example.org' });
    assert.equal(twice.status, 422);
    assert.match(wordsOf(twice), /has been answered, or is no longer needed/);
  });

  it('is asked again of no address that no letter reaches: the form says so', async () => {
    await answered({ outcome: 'cannot', reason: 'No access' });
    const refused = await act('again', { to: 'crm@example.org', other: 'nadia' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /id="other-\d+"[^>]*value="nadia"[^>]*aria-invalid="true"/);
    assert.equal(await SystemTask.count(), 2);
  });

  it('is left out with a reason; the owner’s answer stays beside it', async () => {
    await answered({ outcome: 'cannot', reason: 'The disk is broken' });
    assert.equal((await act('drop', { reason: '' })).status, 422);
    assert.equal((await act('drop', { reason: 'Nothing can be read from it' })).status, 303);
    const page = await shown();
    assert.match(page, /Left out.*The disk is broken.*Cannot be done.*Nothing can be read from it/);
    assert.match(page, /0 of 1 systems have answered/);
  });

  it('that is open moves to another address: the first owner has it no longer', async () => {
    assert.equal((await act('again', { other: 'nadia@example.org' })).status, 303);
    assert.deepEqual(await waitingFor('crm@example.org'), []);
    assert.deepEqual(await waitingFor('nadia@example.org'), ['CRM']);
    assert.equal(await SystemTask.count(), 2);
  });

  it('can be followed by one that the DPO adds, for any system and of any kind, in own words', async () => {
    const by = await staffMemberOf(desk, desk.organisation);
    const system = systemForm({ name: 'Undescribed', ownerEmail: 'max@example.org' });
    const id = await addSystem(desk, by, system);
    const fields = { system: String(id), kind: 'backups', words: 'Look at the tapes.' };
    assert.equal((await dpo.submit(place(), fields, { action: `${place()}/new` })).status, 303);
    const { text } = await dpo.get(place());
    assert.match(wordsOf(await dpo.get(place())), /Undescribed: confirm gone from backups/);
    assert.match(text, /Look at the tapes\.<\/textarea>/);
    const wrong = await dpo.submit(place(), { ...fields, kind: 'paint' }, { action: `${place()}/new` });
    assert.equal(wrong.status, 422);
  });

  it('is of its own request alone', async () => {
    const other = await handedOut(desk, 'Till');
    const there = `/requests/${other.request.reference}/tasks`;
    const answer = await dpo.submit(there, { reason: 'x' }, { action: `${there}/${task.id}/drop` });
    assert.equal(answer.status, 404);
  });
});
