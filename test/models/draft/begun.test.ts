import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { destroyForm, destroyFormsOf, formsBegun } from '../../../models/draft/begun.ts';
import { addDraftFiles, draftFiles, readDraft, saveAnswers } from '../../../models/draft/drafts.ts';
import { browserOf, formOf, newBrowser, newForm, tokenOf } from '../../../models/draft/token.ts';
import { Draft } from '../../../models/draft.ts';
import { DraftFile } from '../../../models/draftFile.ts';
import { contentWriter } from '../../../models/fileContent/keep.ts';
import { FileContent, FilePart } from '../../../models/fileContent.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';

const file = { name: 'contract.txt', mediaType: 'text/plain', content: Buffer.from('a secret clause') };

describe('The forms that a browser has begun', () => {
  let desk: TestDesk;
  let by: By;
  let browser: string;
  beforeEach(async () => {
    desk = await deskForTests();
    by = { organisationId: desk.organisation.id, actor: 'person', role: 'person' };
    browser = newBrowser();
  });
  const begin = (about: string, of = browser, who = by) =>
    saveAnswers(desk, who, tokenOf(of, newForm()), { about });
  const there = async () => (await formsBegun(desk, by, browser)).map(({ form }) => form);

  it('are those of this browser and this organisation that have not run out, the latest first', async () => {
    const other = await anotherOrganisation(desk);
    await begin('of yesterday');
    desk.clock.advance({ hours: 24 });
    await begin('of another browser', newBrowser());
    await begin('for another organisation', browser, { ...by, organisationId: other.id });
    const first = await begin('of this morning');
    desk.clock.advance({ minutes: 5 });
    const second = await begin('of now');
    assert.deepEqual(await formsBegun(desk, by, browser), [
      { form: formOf(second), at: new Date('2026-03-03T09:05:00Z') },
      { form: formOf(first), at: new Date('2026-03-03T09:00:00Z') },
    ]);
    assert.deepEqual(await formsBegun(desk, by, ''), []);
  });

  it('are found by nothing that is stored: neither the browser’s secret nor the form’s id', async () => {
    const token = await begin('mine');
    const rows = JSON.stringify(await Draft.findAll({ raw: true }));
    assert.ok(!rows.includes(browserOf(token)) && !rows.includes(formOf(token)));
    assert.equal(await readDraft(desk, by, formOf(token)), undefined);
    assert.equal(await readDraft(desk, by, tokenOf(newBrowser(), formOf(token))), undefined);
  });

  it('leave no byte of a file behind when they are destroyed, nor when one is begun anew that had run out', async () => {
    const withFile = async () => {
      const token = await begin('mine');
      const writer = contentWriter(desk);
      await writer.add(Buffer.from('a secret clause'));
      const kept = await writer.end();
      await addDraftFiles(desk, by, token, [{ name: 'a.txt', mediaType: 'text/plain', kept }]);
      return token;
    };
    const bytes = async () => [await DraftFile.count(), await FileContent.count(), await FilePart.count()];
    await destroyForm(desk, by, await withFile());
    assert.deepEqual(await bytes(), [0, 0, 0]);
    await withFile();
    await destroyFormsOf(desk, by, browser);
    assert.deepEqual(await bytes(), [0, 0, 0]);
    const token = await withFile();
    desk.clock.advance({ hours: 25 });
    await saveAnswers(desk, by, token, { about: 'anew' });
    assert.deepEqual(await bytes(), [0, 0, 0]);
  });

  it('are destroyed one by one or all together, with their files, and no other', async () => {
    const stranger = await begin('of another browser', newBrowser());
    const [one, two, three] = [await begin('1'), await begin('2'), await begin('3')];
    for (const token of [stranger, one, two, three]) await addDraftFiles(desk, by, token, [file]);
    await destroyForm(desk, by, one);
    assert.deepEqual((await there()).sort(), [formOf(two), formOf(three)].sort());
    assert.equal(await DraftFile.count(), 3);
    await destroyFormsOf(desk, by, browser);
    assert.deepEqual(await there(), []);
    assert.ok(await readDraft(desk, by, stranger));
    assert.deepEqual([await Draft.count(), await DraftFile.count()], [1, 1]);
  });

  it('are not destroyed for another organisation', async () => {
    const other = await anotherOrganisation(desk);
    const token = await begin('mine');
    await destroyForm(desk, { ...by, organisationId: other.id }, token);
    await destroyFormsOf(desk, { ...by, organisationId: other.id }, browser);
    assert.equal(await Draft.count(), 1);
  });

  it('begin empty again when they have run out: neither words nor files come back', async () => {
    const token = await begin('of yesterday');
    await addDraftFiles(desk, by, token, [file]);
    desk.clock.advance({ hours: 24 });
    await saveAnswers(desk, by, token, { rights: ['access'] });
    assert.deepEqual((await readDraft(desk, by, token))?.answers, { rights: ['access'] });
    assert.deepEqual(await draftFiles(desk, token), []);
    assert.equal(await DraftFile.count(), 0);
  });

  it('are one form however many clicks begin it at once, and keep what each says', async () => {
    const token = tokenOf(browser, newForm());
    await Promise.all([
      saveAnswers(desk, by, token, { about: 'mine' }),
      saveAnswers(desk, by, token, { rights: ['access'] }),
      saveAnswers(desk, by, token, { rights: ['access'] }),
    ]);
    assert.equal(await Draft.count(), 1);
    assert.deepEqual((await readDraft(desk, by, token))?.answers, { about: 'mine', rights: ['access'] });
  });

  it('write into no form of another organisation that has the same token', async () => {
    const other = await anotherOrganisation(desk);
    const token = await begin('for this one');
    const elsewhere = { ...by, organisationId: other.id };
    const kept = await saveAnswers(desk, elsewhere, token, { about: 'for the other' });
    assert.notEqual(kept, token);
    assert.equal((await readDraft(desk, by, token))?.answers.about, 'for this one');
    assert.equal((await readDraft(desk, elsewhere, kept))?.answers.about, 'for the other');
  });
});
