import assert from 'node:assert/strict';
import type { PackageManifest } from '../../../domain/package/manifest.ts';
import { preparedFilesOf } from '../../../models/answerDraft/files.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import { openWithCode, tokenOf } from '../../support/answered.ts';
import { type Browser, signedIn, type TestApp } from '../../support/app.ts';
import type { TestDesk } from '../../support/desk.ts';
import { answers, workHandedOut } from '../../support/ownersWork.ts';
import { lettersGoOut } from '../../support/post.ts';
import { ask, wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';
import { visited } from '../../support/visited.ts';
import { filesOfZip, savedFrom } from '../../support/zip.ts';

const upload = (name: string, content: string | Buffer) => ({ field: 'files', name, content });

describe('Where the files of an answer come from and what they are, by their pages', () => {
  let desk: TestDesk;
  let app: TestApp;
  let dpo: Browser;
  let visitor: Browser;
  let request: SubjectRequest;
  let list: string;
  let answer: string;
  const begin = async (lang = 'en') => {
    ({ desk, app, visitor } = await visited());
    ({ request } = await ask(visitor, { rights: ['access'] }));
    await request.update({ language: lang as 'en' });
    const by = await staffMemberOf(desk, desk.organisation);
    await confirmIdentity(desk, by, { reference: request.reference }, { method: 'question', note: '' });
    dpo = await signedIn(app, 'dpo');
    answer = `/requests/${request.reference}/answer`;
    list = `${answer}/files`;
  };
  const add = (files: ReturnType<typeof upload>[], fields: Record<string, string> = {}) =>
    dpo.submit(list, fields, { files, action: list });
  const at = async (name: string) => {
    const found = (await preparedFilesOf(desk, await request.reload())).find((one) => one.name === name);
    assert.ok(found, name);
    return `${list}/${found.id}`;
  };
  const press = async (name: string, below: string, fields: Record<string, string> = {}) => {
    const path = await at(name);
    return dpo.submit(path, fields, { action: `${path}/${below}` });
  };
  const sent = async (more: Record<string, string> = {}) => {
    const form = { text: 'Here it is.', sending: 'mail', ...more };
    const done = await dpo.submit(answer, form, { action: answer });
    assert.equal(done.status, 303, wordsOf(done));
    await lettersGoOut(desk);
    const link = `/answers/${tokenOf(desk, await request.reload())}`;
    await openWithCode(desk, visitor, link);
    const zip = await filesOfZip((await savedFrom(visitor, `${link}/package`)).bytes);
    return {
      page: wordsOf(await visitor.get(link)),
      zip,
      text: (path: string) => String(zip.get(path) ?? ''),
    };
  };

  it('say where they come from and what they are: the page, the package and its manifest tell it, and data have their other form', async () => {
    await begin('fr');
    const by = await staffMemberOf(desk, desk.organisation);
    const form = {
      name: 'Shop',
      ownerEmail: 'zoe@example.org',
      purpose: 'Ventes en ligne',
      source: 'la personne',
    };
    const shop = String(await addSystem(desk, by, systemForm(form)));
    const release = 'looked-at';
    await add([upload('orders.csv', 'id,what\n1,Shoes\n')], { system: shop, release });
    await add([upload('calls.json', '[{"on":"2025-03-01"}]')], { meaning: 'Notes de nos appels', release });
    assert.match(wordsOf(await dpo.get(list)), /orders\.csv Shop, added here/);
    const typed = { meaning: 'a'.repeat(501), system: shop };
    const faulty = await press('calls.json', 'description', typed);
    assert.equal(faulty.status, 422);
    assert.match(faulty.text, /id="meaning-error"[\s\S]*?500 characters/);
    assert.match(faulty.text, new RegExp(`value="${typed.meaning}"`));
    assert.equal((await press('orders.csv', 'description', { system: shop, meaning: '' })).status, 303);
    assert.match(wordsOf(await dpo.get(await at('calls.json'))), /What it is Notes de nos appels/);
    const { text } = await sent({ incomplete: 'La suite viendra.', followsOn: '2026-05-01' });
    const manifest = JSON.parse(text('manifest.json')) as PackageManifest;
    const told = (path: string) => {
      const found = manifest.files.find((one) => one.path === path);
      return [found?.system, found?.records, found?.meaning.replaceAll('\u00a0', ' ')];
    };
    assert.deepEqual(told('data/Shop/orders.csv'), [
      'Shop',
      1,
      'Système : Shop. Nous l’utilisons pour ceci : Ventes en ligne.',
    ]);
    assert.equal(text('data/Shop/orders.json'), '[\n{"id":1,"what":"Shoes"}\n]\n');
    assert.deepEqual(told('files/calls.json'), [null, 1, 'Notes de nos appels']);
    assert.deepEqual(told('files/calls.csv'), [null, 1, 'Comme calls.json, pour un tableur.']);
    assert.match(wordsOf({ text: text('index.html') }), /calls\.json Notes de nos appels\. 1 enregistrement/);
  });

  it('are the result of their system in what the answer must contain, while they are not left out', async () => {
    await begin();
    const by = await staffMemberOf(desk, desk.organisation);
    const form = { name: 'Shop', categories: ['orders'] };
    const shop = String(await addSystem(desk, by, systemForm(form)));
    const copy = async () =>
      /Art\. 15\(3\) GDPR A copy[^:]*: from each.*?Shop: [\w ,]+/.exec(wordsOf(await dpo.get(answer)))?.[0];
    assert.match(String(await copy()), /missing Shop: nobody was asked$/);
    await add([upload('orders.csv', 'id\n1\n')], { system: shop, release: 'looked-at' });
    assert.match(String(await copy()), /there Shop: handed over/);
    assert.match(wordsOf(await dpo.get(answer)), /Yes, in: Shop/);
    await press('orders.csv', 'left-out', { reason: 'not-of-person' });
    assert.match(String(await copy()), /missing Shop: nobody was asked$/);
  });

  it('from a colleague say by themselves where they come from: nobody else says it', async () => {
    await begin();
    const by = await staffMemberOf(desk, desk.organisation);
    ({ request } = await ask(visitor, { rights: ['access'] }));
    list = `/requests/${request.reference}/answer/files`;
    await workHandedOut(desk, by, request, { Shop: {} });
    const file = { name: 'orders.txt', mediaType: 'text/plain', content: Buffer.from('x') };
    await answers(desk, request, 'Shop', { outcome: 'done', count: 1 }, [file]);
    const path = await at('orders.txt');
    assert.doesNotMatch((await dpo.get(path)).text, /\/description/);
    const { text: _, ...hidden } = await dpo.hiddenFields(path, `${path}/left-out`);
    const forced = await dpo
      .post(`${path}/description`)
      .type('form')
      .send({ ...hidden, meaning: 'Mine' });
    assert.equal(forced.status, 404);
  });
});
