import assert from 'node:assert/strict';
import { contentsOfRequest } from '../../../models/answerDraft/contents.ts';
import { saveStatements } from '../../../models/answerDraft/statements.ts';
import { keepApart } from '../../../models/answerDraft/words.ts';
import { AnswerPackage } from '../../../models/answerPackage.ts';
import { unsealJson } from '../../../models/crypto/keyring.ts';
import type { By } from '../../../models/desk.ts';
import { Letter } from '../../../models/letter.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { recordReturn } from '../../../models/subjectRequest/letterReturn.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { keyOf } from '../../../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { System } from '../../../models/system.ts';
import { contentsTold } from '../../../views/contents/told.ts';
import { answer } from '../../support/answering.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { allAnswered, answerInWords, describedSystems } from '../../support/wholeAnswer.ts';

describe('A second answer to access to the same person', () => {
  let desk: TestDesk;
  let dpo: By;
  let systems: Record<string, number>;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
    systems = await describedSystems(desk, dpo);
  });

  const asked = async (changes: object = {}, { isConfirmed = true } = {}) => {
    const request = await received(desk, desk.organisation, { rights: ['access'], ...changes });
    const { reference } = request;
    if (isConfirmed) await confirmIdentity(desk, dpo, { reference }, { method: 'question', note: '' });
    await allAnswered(desk, request, { nothingIn: [systems.Leads ?? 0] });
    const stated = { 'automated-decisions': 'None are made.' };
    await saveStatements(desk, dpo, { reference }, { version: 0, stated });
    return request.reload();
  };
  const answered = async (changes: object = {}) => {
    const request = await asked(changes);
    await answerInWords(desk, dpo, request);
    await lettersGoOut(desk);
    return request.reload();
  };
  /** What the answer would begin with, and the title over it; empty where it compares itself with none. */
  const begins = async (request: SubjectRequest) => {
    const { contents } = await contentsOfRequest(desk, request);
    const [first] = contentsTold(contents);
    if (first?.id !== 'changes') return [];
    return [first.title, ...first.rows.map(({ words }) => words)].map((words) =>
      words.replace(/[\u2066-\u2069]/gu, '').replaceAll('\u00a0', ' '),
    );
  };
  const later = () => desk.clock.advance({ days: 200 });

  it('begins with what changed since, with the day of the first, in sentences', async () => {
    await answered();
    later();
    await System.update({ retention: 'P5Y', purpose: 'To deliver and repair' }, { where: { name: 'Shop' } });
    await System.update({ name: 'Rapid Parcels' }, { where: { name: 'Swift Parcels' } });
    assert.deepEqual(await begins(await asked()), [
      'What has changed since our answer of Monday 2 March 2026',
      'Shop, what the data are used for: then “To deliver what was ordered”, now “To deliver and repair”.',
      'Shop, how long they are kept: then “3 years”, now “5 years”.',
      'Rapid Parcels is named as a recipient now, and was not named then.',
      'Swift Parcels was named as a recipient then, and is not one now.',
    ]);
  });

  it('says so where nothing changed, also where the register says the same in another way', async () => {
    await answered();
    later();
    await System.update({ retention: '3 years' }, { where: { name: 'Shop' } });
    assert.deepEqual(await begins(await asked()), [
      'What has changed since our answer of Monday 2 March 2026',
      'Nothing: the places, the recipients, and what we say of each are the same as then.',
    ]);
  });

  for (const [language, ...sentences] of [
    [
      'fr',
      'Ce qui a changé depuis notre réponse du lundi 2 mars 2026',
      'Shop, combien de temps elles sont conservées : alors « 3 ans », maintenant « 5 ans ».',
      'Leads : nous y détenions des données, et notre recherche n’en a plus trouvé.',
    ],
    [
      'de',
      'Was sich seit unserer Antwort vom Montag, 2. März 2026 geändert hat',
      'Shop, wie lange sie aufbewahrt werden: damals „3 Jahre“, jetzt „5 Jahre“.',
      'Leads: Wir hatten dort Daten, und unsere Suche hat jetzt keine gefunden.',
    ],
  ] as const)
    it(`does so in the language of the person: ${language}`, async () => {
      const request = await received(desk, desk.organisation, { rights: ['access'], language });
      const { reference } = request;
      await confirmIdentity(desk, dpo, { reference }, { method: 'question', note: '' });
      await allAnswered(desk, request);
      await saveStatements(
        desk,
        dpo,
        { reference },
        { version: 0, stated: { 'automated-decisions': 'None are made.' } },
      );
      await answerInWords(desk, dpo, request);
      await lettersGoOut(desk);
      later();
      await System.update({ retention: 'P5Y' }, { where: { name: 'Shop' } });
      assert.deepEqual(await begins(await asked({ language })), [...sentences]);
    });

  it('is never compared with somebody else’s: another name, mailbox, number, client, or an identity that nobody confirmed', async () => {
    await answered({ details: { about: '', customerNumber: 'C-1' } });
    later();
    const john = { name: 'John Example', email: 'ada@example.org' };
    assert.deepEqual(await begins(await asked({ person: john })), [], 'a family with one mailbox');
    const other = { name: 'Ada Example', email: 'ada@example.net' };
    assert.deepEqual(await begins(await asked({ person: other })), [], 'the same name elsewhere');
    const number = { about: '', customerNumber: 'C-2' };
    assert.deepEqual(await begins(await asked({ details: number })), [], 'father and daughter of one name');
    const behalf = { relation: 'Her lawyer', name: 'Grace Example' };
    assert.deepEqual(await begins(await asked({ details: { about: '', behalf } })), [], 'for a client');
    assert.deepEqual(await begins(await asked({}, { isConfirmed: false })), [], 'not confirmed');
    assert.equal((await begins(await asked())).length, 2, 'herself');
    const moved = { person: other, details: { about: '', customerNumber: 'C-1' } };
    assert.equal((await begins(await asked(moved))).length, 2, 'herself, by her number');
  });

  it('is not compared with what another organisation told, nor with another right, nor with an answer that was taken back', async () => {
    const elsewhere = await anotherOrganisation(desk);
    const theirs = await staffMemberOf(desk, elsewhere);
    await describedSystems(desk, theirs);
    const request = await received(desk, elsewhere, { rights: ['access'] });
    await confirmIdentity(desk, theirs, request, { method: 'question', note: '' });
    await allAnswered(desk, request);
    await answerInWords(desk, theirs, request, { incomplete: 'The rest comes.', followsOn: '2026-04-01' });
    await lettersGoOut(desk);
    assert.deepEqual(await begins(await asked()), []);
    const first = await answered();
    assert.equal((await begins(await asked())).length, 2);
    await reopen(desk, dpo, { reference: first.reference }, { scope: 'decision', reason: 'A mistake' });
    assert.deepEqual(await begins(await asked()), []);
  });

  it('is not compared with one whose letter came back, nor whose identity is not confirmed any more', async () => {
    const { id, reference } = await answered();
    later();
    const request = await asked();
    assert.equal((await begins(request)).length, 2);
    await SubjectRequest.update({ identityConfirmedAt: null }, { where: { id } });
    assert.deepEqual(await begins(request), []);
    await SubjectRequest.update({ identityConfirmedAt: desk.clock() }, { where: { id } });
    const { id: letterId } = await Letter.findOne({
      where: { requestId: id, kind: 'answer' },
      rejectOnEmpty: true,
    });
    await recordReturn(desk, dpo, { reference }, { letterId, at: desk.clock(), known: 'Notice 5.1.1' });
    assert.deepEqual(await begins(request), []);
  });

  it('compares itself with none where the first one’s key was destroyed, or had no contents: without an error', async () => {
    const first = await asked();
    const sending = { by: 'mail' } as const;
    await answer(desk, dpo, first, {
      text: 'Here.',
      files: [],
      nothingHeld: 'x',
      sending,
      incomplete: 'x',
      followsOn: '2026-04-01',
    });
    await lettersGoOut(desk);
    later();
    assert.deepEqual(await begins(await asked()), [], 'an answer of an earlier release');
    const second = await answered();
    assert.equal((await begins(await asked())).length, 2);
    await SubjectRequest.update({ wrappedKey: null }, { where: { id: second.id } });
    assert.deepEqual(await begins(await asked()), [], 'destroyed');
  });

  it('is compared with none once the DPO says that the first is somebody else’s, until that is taken back', async () => {
    const { reference: first } = await answered();
    later();
    const request = await asked();
    const target = { reference: request.reference };
    await keepApart(desk, dpo, target, { version: 0, apart: first });
    assert.deepEqual(await begins(request), []);
    await assert.rejects(keepApart(desk, dpo, target, { version: 0 }), { code: 'stale' });
    await keepApart(desk, dpo, target, { version: 1 });
    assert.equal((await begins(request)).length, 2);
  });

  it('tells for ever what left: nothing of it changes with the register', async () => {
    const request = await answered();
    const told = async () => {
      const found = await AnswerPackage.findOne({ where: { requestId: request.id }, rejectOnEmpty: true });
      return JSON.stringify(
        unsealJson<{ contents: { told: unknown } }>(keyOf(desk, request), found.data).contents.told,
      );
    };
    const before = await told();
    assert.match(before, /To deliver what was ordered/);
    await System.update({ purpose: 'Something else', name: 'Store' }, { where: { name: 'Shop' } });
    assert.equal(await told(), before);
  });

  it('has no word of it in the clear: not in the draft, the package, the decision or the letter', async () => {
    const request = await answered();
    const [rows] = await desk.database.query(
      `SELECT data FROM answer_packages UNION ALL SELECT detail FROM facts UNION ALL SELECT data FROM letters
       UNION ALL SELECT words FROM answer_drafts UNION ALL SELECT stated FROM answer_drafts`,
    );
    assert.ok(rows.length > 3);
    for (const { data } of rows as { data: Buffer | null }[])
      assert.doesNotMatch(data ? Buffer.from(data).toString('latin1') : '', /To deliver|None are made/);
    assert.ok(request.answeredAt);
  });
});
