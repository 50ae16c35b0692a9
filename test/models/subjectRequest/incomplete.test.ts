import assert from 'node:assert/strict';
import { saveStatements, statementsOf } from '../../../models/answerDraft/statements.ts';
import { AnswerPackage } from '../../../models/answerPackage.ts';
import type { IncomingFile } from '../../../models/attachment/store.ts';
import { sealJson } from '../../../models/crypto/keyring.ts';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Fact } from '../../../models/fact.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { keyOf } from '../../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import type { TaskResult } from '../../../models/task/answerTask.ts';
import { SystemTask } from '../../../models/task.ts';
import { wordsOf } from '../../../views/letters/wordsOf.ts';
import { answer } from '../../support/answering.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

describe('An answer that lacks what the law lists', () => {
  let desk: TestDesk;
  let dpo: By;
  let request: SubjectRequest;
  const begin = async (right: 'access' | 'after-death' = 'access', source = 'The person') => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    const whole = { categories: ['orders'], purpose: 'Delivery', retention: 'P3Y', place: 'France' };
    await addSystem(desk, dpo, systemForm({ name: 'Shop', source, ...whole }));
    request = await received(desk, desk.organisation, { rights: [right] });
    await confirmIdentity(desk, dpo, { reference: request.reference }, { method: 'mailbox', note: '' });
  };
  const give = (changes: object = {}) =>
    answer(
      desk,
      dpo,
      { reference: request.reference },
      {
        text: 'Here are your data.',
        files: [],
        nothingHeld: 'See the enclosed list.',
        sending: { by: 'mail' },
        ...changes,
      },
    );
  const file = {
    name: 'shop.json',
    mediaType: 'application/json',
    content: Buffer.from('{}'),
  } as IncomingFile;
  const answered = async (taskState: 'done' | 'nothing-found', result: TaskResult) => {
    await request.reload();
    const sealed = sealJson(keyOf(desk, request), result);
    await SystemTask.update({ state: taskState, result: sealed }, { where: { requestId: request.id } });
  };
  const state = (stated: object, version = 0) =>
    saveStatements(desk, dpo, { reference: request.reference }, { version, stated });

  it('does not leave without a reason, whoever asks: what is missing is named by its articles', async () => {
    await begin();
    for (const incomplete of [undefined, '', '  ', '-', 'n/a'])
      await assert.rejects(give({ incomplete, followsOn: '2026-12-01' }), {
        code: 'answer-incomplete',
        field: 'incomplete',
        data: { articles: '15(1), 15(1)(c), 15(1)(h), 15(3)' },
      });
    assert.equal(await Letter.count({ where: { kind: 'answer' } }), 0);
  });

  it('does not leave without a file where only a dash says that nothing is held', async () => {
    await begin();
    for (const nothingHeld of ['', '-', 'n/a'])
      await assert.rejects(give({ nothingHeld, incomplete: 'The owner is ill.', followsOn: '2026-12-01' }), {
        code: 'file-missing',
        field: 'files',
      });
  });

  it('does not leave without a day after today by which the rest follows', async () => {
    await begin();
    const incomplete = 'The owner of the shop is ill.';
    await assert.rejects(give({ incomplete }), { code: 'date-missing', field: 'followsOn' });
    for (const followsOn of ['2026-11-02', '2026-10-30'])
      await assert.rejects(give({ incomplete, followsOn }), {
        code: 'follows-too-early',
        field: 'followsOn',
      });
  });

  it('leaves with both: the log has which requirements were missing and no words, the fact has the reason, sealed', async () => {
    await begin();
    const incomplete = 'The owner of the shop is ill.';
    await give({ incomplete, followsOn: '2026-12-01' });
    const [event] = await Event.findAll({ where: { requestId: request.id, kind: 'answer-decided' } });
    assert.match(String(event?.data), /"incomplete":"held recipients automated-decisions copy"/);
    assert.doesNotMatch(String(event?.data), /ill/);
    const fact = await Fact.findOne({ where: { name: 'answer-decided' }, rejectOnEmpty: true });
    assert.doesNotMatch(String(fact.detail), /ill/);
    assert.equal(await AnswerPackage.count(), 1);
  });

  it('tells by email only that the rest follows and by when; on paper also why', async () => {
    for (const by of ['mail', 'paper'] as const) {
      await begin();
      await give({ incomplete: 'The owner of the shop is ill.', followsOn: '2026-12-01', sending: { by } });
      const letter = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
      const { text } = wordsOf(await letterContext(desk, letter));
      assert.match(text, /This answer is not complete\. The rest follows by Tuesday 1 December 2026\./);
      assert.equal(/The owner of the shop is ill/.test(text), by === 'paper');
      assert.match(text, /You can also ask us to correct or delete your data/); // Art. 15(1)(e)
    }
  });

  it('is whole once the register, the owner and the DPO have said everything: then nothing is asked', async () => {
    await begin();
    await answered('done', { count: 2 });
    await state({ 'automated-decisions': 'None are made.', recipients: 'Nobody received them.' });
    await give({ nothingHeld: '', files: [file], incomplete: '' });
    const [event] = await Event.findAll({ where: { requestId: request.id, kind: 'answer-decided' } });
    assert.doesNotMatch(String(event?.data), /incomplete/);
  });

  it('is refused where it says that nothing is held, and a system says otherwise; or “done” and shows nothing', async () => {
    await begin();
    await state({ 'automated-decisions': 'None are made.', recipients: 'Nobody received them.' });
    await answered('done', { count: 2, files: [1] });
    await assert.rejects(give(), { data: { articles: '15(1)' } });
    await answered('done', {});
    await assert.rejects(give({ nothingHeld: '', files: [file] }), { data: { articles: '15(3)' } });
    await answered('nothing-found', { searched: 'By address' });
    await give();
  });

  it('needs no reason where the register is empty, or the law has no list: those desks go on as before', async () => {
    await begin('after-death');
    await give({ unconfirmed: 'Known' });
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, dpo, { reference: request.reference }, { method: 'mailbox', note: '' });
    await give();
  });

  it('loses nothing where two DPOs state something: the second is told, and what the first saved stays', async () => {
    await begin();
    await state({ 'automated-decisions': 'None are made.' });
    await assert.rejects(state({ 'automated-decisions': 'A score.' }), { code: 'stale' });
    assert.deepEqual(await statementsOf(desk, await request.reload()), {
      version: 1,
      stated: { 'automated-decisions': 'None are made.' },
    });
    await state({ 'automated-decisions': 'None but a score.', purposes: 'No statement' }, 1);
    const saved = await statementsOf(desk, request);
    assert.deepEqual(saved, { version: 2, stated: { 'automated-decisions': 'None but a score.' } });
  });
});
