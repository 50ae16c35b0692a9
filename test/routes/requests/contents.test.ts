import assert from 'node:assert/strict';
import { saveStatements } from '../../../models/answerDraft/statements.ts';
import type { By } from '../../../models/desk.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { System } from '../../../models/system.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { allAnswered, describedSystems } from '../../support/wholeAnswer.ts';

describe('The words of an answer', () => {
  let desk: TestDesk;
  let dpo: Browser;
  let by: By;
  let request: SubjectRequest;
  let shop: number;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    dpo = await signedIn(appForTests(desk), 'dpo');
    by = await staffMemberOf(desk, desk.organisation);
    const systems = await describedSystems(desk, by);
    shop = systems.Shop ?? 0;
    request = await received(desk, desk.organisation, { rights: ['access'], language: 'fr' });
    await confirmIdentity(desk, by, { reference: request.reference }, { method: 'question', note: '' });
    await allAnswered(desk, request);
    const stated = { 'automated-decisions': 'Aucune.' };
    await saveStatements(desk, by, { reference: request.reference }, { version: 0, stated });
  });
  const place = () => `/requests/${request.reference}/answer/words`;
  const seen = async () => {
    const { text } = await dpo.get(`${place()}/set-${shop}`);
    const found = new RegExp(`name="seen-purposes-${shop}" value="([^"]*)"`).exec(text)?.[1] ?? '';
    return found.replaceAll('&#34;', '"').replaceAll('&quot;', '"');
  };
  const write = async (version: string, words: string) =>
    dpo.submit(`${place()}/set-${shop}`, {
      version,
      [`purposes-${shop}`]: words,
      [`seen-purposes-${shop}`]: await seen(),
    });

  it('stand beside the form of the answer, in the language of the person, with the way to change them', async () => {
    const page = await dpo.get(`/requests/${request.reference}/answer`);
    const words = wordsOf(page);
    assert.match(
      words,
      /What the answer says Read and edit all of it Show it here Détenons-nous des données \? \(art\. 15\(1\) du RGPD\)/,
    );
    assert.match(words, /Combien de temps elles sont conservées 3 ans/);
    const ways = [...page.text.matchAll(/form="typing" name="go" value="([^"]+)"/g)].map(([, way]) => way);
    assert.ok(ways.includes(`${place()}/set-${shop}`));
    assert.ok(ways.includes(`/requests/${request.reference}/answer/statements#automated-decisions`));
  });

  it('are written section by section beside the suggested ones, saved, and taken back by an empty field', async () => {
    const form = wordsOf(await dpo.get(`${place()}/set-${shop}`));
    assert.match(form, /Write in the language of the person: Français/);
    assert.match(form, /À quoi elles servent \(optional\) Suggested: To deliver what was ordered/);
    assert.equal((await write('0', 'Pour livrer vos commandes.')).status, 303);
    const shown = wordsOf(await dpo.get(place()));
    assert.match(shown, /your words Edit the words .* À quoi elles servent Pour livrer vos commandes\./);
    assert.equal((await write('1', '')).status, 303);
    const back = wordsOf(await dpo.get(place()));
    assert.match(back, /À quoi elles servent To deliver what was ordered/);
    assert.doesNotMatch(back, /your words/);
  });

  it('are marked once the register says something else than when they were written; saving them again says that they hold', async () => {
    await write('0', 'Pour livrer vos commandes.');
    assert.doesNotMatch(wordsOf(await dpo.get(place())), /has changed since/);
    await System.update({ purpose: 'To deliver, and to advertise' }, { where: { id: shop } });
    assert.match(wordsOf(await dpo.get(place())), /In one section the register or a task has changed since/);
    assert.match(
      wordsOf(await dpo.get(`${place()}/set-${shop}`)),
      /Read it again; saving keeps it\. Suggested: To deliver, and to advertise/,
    );
    await write('1', 'Pour livrer vos commandes.');
    assert.doesNotMatch(wordsOf(await dpo.get(place())), /has changed since/);
  });

  it('replace no name, no count and no place to complain, and no section goes', async () => {
    const before = wordsOf(await dpo.get(place()));
    await dpo.submit(`${place()}/set-${shop}`, {
      version: '0',
      [`received-by-${shop}`]: 'Nobody',
      [`copy-${shop}`]: 'Nothing',
      held: 'Nothing',
    });
    assert.equal(wordsOf(await dpo.get(place())).includes('Nobody'), false);
    assert.equal(wordsOf(await dpo.get(place())).replace('Saved. ', ''), before.replace('Saved. ', ''));
    for (const section of ['held', 'automated-decisions', 'changes', 'set-99999', 'x'])
      assert.equal((await dpo.get(`${place()}/${section}`)).status, 404, section);
  });

  it('that say nothing are refused, beside their field; two who write at once see both', async () => {
    const dash = await write('0', ' - ');
    assert.equal(dash.status, 422);
    assert.match(dash.text, new RegExp(`id="purposes-${shop}-error"`));
    assert.equal((await write('0', 'Pour livrer.')).status, 303);
    const late = await write('0', 'Pour vendre.');
    assert.equal(late.status, 409);
    assert.match(wordsOf(late), /A colleague has saved meanwhile .* Pour livrer\./);
    assert.match(late.text, />\s*Pour vendre\.<\/textarea>/);
  });
});
