import assert from 'node:assert/strict';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import { System } from '../../../models/system.ts';
import { wordsOf as letterWords } from '../../../views/letters/wordsOf.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

describe('Work that is handed out', () => {
  let desk: TestDesk;
  let app: TestApp;
  let dpo: Browser;
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    app = appForTests(desk);
    dpo = await signedIn(app, 'dpo');
    const by = await staffMemberOf(desk, desk.organisation);
    const system = (name: string, ownerEmail: string, more = {}) =>
      addSystem(
        desk,
        by,
        systemForm({ name, ownerEmail, ownerLanguage: 'fr', categories: ['orders'], ...more }),
      );
    await system('CRM', 'zoe@example.org', { identifiers: ['email'] });
    await system('Shop', 'zoe@example.org', { instructions: { access: 'Open the order list.' } });
    await system('Archive', '');
    await addSystem(desk, by, systemForm({ name: 'Undescribed' }));
    request = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, by, { reference: request.reference }, { method: 'mailbox', note: '' });
    await request.reload();
  });
  const place = () => `/requests/${request.reference}/tasks`;
  const letter = async (kind: 'task-notice' | 'task-code') => {
    const row = await Letter.findOne({ where: { kind }, order: [['id', 'DESC']], rejectOnEmpty: true });
    const context = await letterContext(desk, row);
    return { address: context.to.address, code: context.code, ...letterWords(context) };
  };
  const included = async (...names: string[]) => {
    const { text } = await dpo.get(place());
    return names.map((name) => {
      const [, id = ''] = new RegExp(`value="(\\d+)"[^>]*>\\s*<label[^>]*>${name}: `).exec(text) ?? [];
      return id;
    });
  };
  const handOut = async () =>
    dpo.submit(place(), { included: await included('CRM', 'Shop'), reason: 'Nobody looks after it' });
  const ownersPage = async () => {
    const { text } = await letter('task-notice');
    const [, path = ''] = /(\/tasks\/[\w-]+)\?lang=fr/.exec(text) ?? [];
    assert.ok(path, text);
    return path;
  };
  const unlocked = async (): Promise<[Browser, string]> => {
    const path = await ownersPage();
    const owner = browser(app);
    await owner.submit(path, {});
    const { code = '' } = await letter('task-code');
    assert.equal((await owner.submit(`${path}/code`, { code })).status, 303);
    return [owner, path];
  };

  it('is planned when the identity is confirmed: one task for each system that holds described data', async () => {
    const shown = wordsOf(await dpo.get(place()));
    for (const system of ['Archive', 'CRM', 'Shop'])
      assert.match(shown, new RegExp(`${system}: find and hand over`));
    assert.doesNotMatch(shown, /Undescribed: /);
    assert.match(shown, /By Wednesday 25 November 2026/);
    assert.equal(await Letter.count({ where: { kind: 'task-notice' } }), 0);
  });

  it('goes to each owner as one letter in their language, which names no person and no request', async () => {
    assert.equal((await handOut()).status, 303);
    assert.equal(await Letter.count({ where: { kind: 'task-notice' } }), 1);
    const { address, subject, text } = await letter('task-notice');
    assert.equal(address, 'zoe@example.org');
    assert.match(subject, /2 tâches vous attendent/);
    assert.match(text, /- CRM.: rechercher et transmettre, pour le mercredi 25 novembre 2026/);
    assert.doesNotMatch(
      text,
      new RegExp(`${request.personName}|${request.reference}|${request.personEmail}`),
    );
  });

  it('says before it goes out why each day is that day', async () => {
    const shown = wordsOf(await dpo.get(place()));
    assert.match(shown, /Why Wednesday 25 November 2026: Archive, CRM, Shop .*5 working days/);
  });

  it('is worded for each owner in their language, also where the DPO works in another', async () => {
    const shown = await dpo.get(place());
    assert.match(
      wordsOf(shown),
      /CRM: find and hand over Français Recherchez tout ce que le système contient/,
    );
    assert.match(shown.text, /Open the order list\./);
    const sent = Object.fromEntries(
      [...shown.text.matchAll(/name="(words-\d+)"[^>]*>([^<]*)</g)].map(([, name, words]) => [name, words]),
    );
    await dpo.submit(place(), { ...sent, included: await included('CRM', 'Shop'), reason: 'Nobody' });
    const [owner, path] = await unlocked();
    assert.match(wordsOf(await owner.get(`${path}?lang=fr`)), /Recherchez tout ce que le système contient/);
    const inEnglish = wordsOf(await owner.get(`${path}?lang=en`));
    assert.match(inEnglish, /Find everything that the system holds about this person/);
    assert.match(inEnglish, /Open the order list\./);
  });

  it('is left out only with a reason, which stays', async () => {
    const [crm = ''] = await included('CRM');
    const refused = await dpo.submit(place(), { included: [crm], 'words-1': 'As typed' });
    assert.equal(refused.status, 422);
    assert.match(wordsOf(refused), /Give a reason|Say why|reason/i);
    assert.equal((await handOut()).status, 303);
    assert.match(
      wordsOf(await dpo.get(place())),
      /Archive: find and hand over Left out.*Nobody looks after it/,
    );
  });

  it('asks nobody where a system has no owner: the form says which', async () => {
    const answer = await dpo.submit(place(), { included: await included('CRM', 'Shop', 'Archive') });
    assert.equal(answer.status, 422);
    assert.match(wordsOf(answer), /Nobody looks after Archive yet/);
    assert.equal(await Letter.count({ where: { kind: 'task-notice' } }), 0);
  });

  it('shows the owner what waits, and whom it is about after a code from their mailbox alone', async () => {
    await handOut();
    const path = await ownersPage();
    const before = wordsOf(await browser(app).get(path));
    assert.match(before, /CRM: find and hand over|CRM: find and hand over/);
    assert.doesNotMatch(before, new RegExp(request.personEmail ?? '-'));
    const [owner] = await unlocked();
    const after = wordsOf(await owner.get(path));
    assert.match(after, new RegExp(request.personEmail ?? '-'));
    assert.match(after, /Open the order list\./);
    assert.doesNotMatch(wordsOf(await browser(app).get(path)), new RegExp(request.personEmail ?? '-'));
  });

  it('is answered with a count, a note and files, which the DPO finds with the request', async () => {
    await handOut();
    const [owner, path] = await unlocked();
    const [, task = ''] = /id="task-(\d+)"/.exec((await owner.get(path)).text) ?? [];
    const answer = await owner.submit(
      path,
      { outcome: 'done', count: '12', note: 'From 2019 on' },
      { action: `${path}/${task}`, files: [{ field: 'files', name: 'crm.csv', content: 'id\n1\n' }] },
    );
    assert.equal(answer.status, 303);
    const shown = await dpo.get(place());
    assert.match(wordsOf(shown), /1 of 2 systems have answered\./);
    assert.match(wordsOf(shown), /CRM: find and hand over Done.*12.*From 2019 on/);
    const [, file = ''] = /href="(\/requests\/[^"]+\/files\/\d+)"/.exec(shown.text) ?? [];
    assert.match((await dpo.get(file)).text, /id\n1/);
    const again = await owner.submit(path, { outcome: 'done' }, { action: `${path}/${task}` });
    assert.equal(again.status, 422);
    assert.match(wordsOf(again), /has been answered, or is no longer needed/);
  });

  it('says where it was searched, why it cannot be done, or whose it is: the form asks for it', async () => {
    await handOut();
    const [owner, path] = await unlocked();
    const [, task = ''] = /id="task-(\d+)"/.exec((await owner.get(path)).text) ?? [];
    const send = (fields: Record<string, string>) =>
      owner.submit(path, fields, { action: `${path}/${task}` });
    assert.match(wordsOf(await send({})), /Choose how it went/);
    assert.match(
      wordsOf(await send({ outcome: 'nothing-found', note: 'kept' })),
      /Say where and how you searched/,
    );
    assert.match(wordsOf(await send({ outcome: 'cannot' })), /reason/i);
    assert.match(wordsOf(await send({ outcome: 'not-mine' })), /Say whose it is/);
    assert.equal((await send({ outcome: 'nothing-found', searched: 'By address, all tables' })).status, 303);
    assert.match(wordsOf(await dpo.get(place())), /Nothing found.*By address, all tables/);
  });

  it('keeps what was written where the files are too many, and says so beside them', async () => {
    await handOut();
    const [owner, path] = await unlocked();
    const [, task = ''] = /id="task-(\d+)"/.exec((await owner.get(path)).text) ?? [];
    const files = Array.from({ length: 21 }, (_, n) => ({ field: 'files', name: `${n}.csv`, content: 'id' }));
    const fields = { outcome: 'done', count: '21', note: 'All of 2026' };
    const answer = await owner.submit(path, fields, { action: `${path}/${task}`, files });
    assert.equal(answer.status, 413);
    assert.match(answer.text, new RegExp(`id="files-${task}-error"`));
    assert.match(answer.text, /All of 2026/);
    assert.match(answer.text, /value="21"/);
    assert.doesNotMatch(wordsOf(answer), /start again from the first page/);
  });

  it('says by what a system is searched that the desk does not know, and who asks', async () => {
    await handOut();
    const crm = await System.findOne({ where: { name: 'CRM' }, rejectOnEmpty: true });
    await crm.update({ identifiers: '["email","phone","IBAN"]' });
    const [owner, path] = await unlocked();
    const shown = wordsOf(await owner.get(path));
    assert.match(shown, /Not known to us Phone number, IBAN/);
    for (const page of [shown, wordsOf(await browser(app).get(path))]) {
      assert.match(page, /You see only what these tasks need, and each view is logged/);
      assert.doesNotMatch(page, /Where your request stands|who handle your request/);
    }
  });

  it('takes no count that is not a whole number, and says so beside its field, with what was typed', async () => {
    await handOut();
    const [owner, path] = await unlocked();
    const [, task = ''] = /id="task-(\d+)"/.exec((await owner.get(path)).text) ?? [];
    for (const count of ['a dozen', '-1', '1.5', '1234567890']) {
      const answer = await owner.submit(path, { outcome: 'done', count }, { action: `${path}/${task}` });
      assert.equal(answer.status, 422);
      const [, field = ''] = /(<input[^>]* name="count"[^>]*aria-invalid[^>]*>)/.exec(answer.text) ?? [];
      assert.match(
        field,
        new RegExp(`id="count-${task}".*value="${count}"|value="${count}".*id="count-${task}"`),
      );
      assert.match(answer.text, new RegExp(`href="#count-${task}"`));
      assert.match(wordsOf(answer), /Enter a whole number from 0 to 999,?999,?999\./);
    }
    assert.match(wordsOf(await dpo.get(place())), /0 of 2 systems have answered\./);
  });

  it('is nobody’s by a guessed link, and no longer open by one that is over', async () => {
    await handOut();
    const path = await ownersPage();
    assert.equal((await browser(app).get(`${path}x`)).status, 404);
    desk.clock.advance({ days: 31 });
    assert.equal((await browser(app).get(path)).status, 404);
  });

  it('moves with the clock that it serves', async () => {
    await dpo.submit(`/requests/${request.reference}/extension`, {
      ground: 'complexity',
      reason: 'Thirty systems',
      sending: 'post',
      postedOn: '2026-11-02',
      proof: 'Receipt 1',
    });
    assert.match(wordsOf(await dpo.get(place())), /By Tuesday 26 January 2027/);
  });
});
