import assert from 'node:assert/strict';
import { preparedFilesOf } from '../../../models/answerDraft/files.ts';
import { Attachment } from '../../../models/attachment.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { openWithCode, tokenOf } from '../../support/answered.ts';
import { type Browser, signedIn, type TestApp } from '../../support/app.ts';
import { anotherOrganisation, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { ask, wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { visited } from '../../support/visited.ts';
import { filesOfZip, savedFrom } from '../../support/zip.ts';

const WEBP = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAgA0JaQAA3AA/vuUAAA=', 'base64');
const upload = (name: string, content: string | Buffer) => ({ field: 'files', name, content });

describe('The files of an answer, by their pages', () => {
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

  it('are added, and then decided one by one: the page shows each as it leaves, with how many places were found', async () => {
    await begin();
    assert.equal((await add([upload('mail.txt', 'Jane Doe and Ada. Jane Doe again.')])).status, 303);
    const before = wordsOf(await dpo.get(await at('mail.txt')));
    assert.match(before, /Status not looked at .* As it leaves Jane Doe and Ada\. Jane Doe again\./);
    assert.equal((await press('mail.txt', 'removals', { 'words-rights-of-others': 'Jane Doe' })).status, 303);
    const after = wordsOf(await dpo.get(await at('mail.txt')));
    assert.match(after, /Left out 2 places \(rights of others\)/);
    assert.match(after, /As it leaves \*{5} and Ada\. \*{5} again\./);
    assert.equal((await press('mail.txt', 'removals', { 'words-trade-secret': '-' })).status, 422);
  });

  it('leave without what was removed: the manifest lists it, page, package and its letter tell it, and nothing repeats it', async () => {
    await begin();
    await add([upload('mail.txt', 'Jane Doe and Ada. Jane Doe again.'), upload('secret.txt', 'Recipe')]);
    await press('mail.txt', 'removals', { 'words-rights-of-others': 'Jane Doe' });
    await press('mail.txt', 'release', { release: 'looked-at' });
    await press('secret.txt', 'left-out', { reason: 'trade-secret' });
    const { page, zip, text } = await sent();
    const told =
      /What we left out In one file, names or details of other people were removed \(Art\. 15\(4\) GDPR\)\. Left out: one file, because it holds trade secrets \(Art\. 15\(4\) GDPR\)\./;
    assert.match(page, told);
    assert.match(wordsOf({ text: text('index.html') }), told);
    assert.match(wordsOf({ text: text('index.html') }), /mail\.txt 2 places removed/);
    const manifest = JSON.parse(text('manifest.json'));
    const listed = manifest.files.find(({ path }: { path: string }) => path === 'files/mail.txt');
    assert.deepEqual(listed.redactions, [{ reason: 'rights-of-others', count: 2 }]);
    for (const [path, bytes] of zip)
      assert.doesNotMatch(bytes.toString('latin1'), /Jane|Recipe|secret\.txt/, path);
  });

  it('are told of in the person’s language', async () => {
    for (const [lang, told] of [
      [
        'fr',
        /Non communiqué : un fichier, en raison des droits d’autres personnes \(art\. 15\(4\) du RGPD\)\./,
      ],
      ['de', /Nicht dabei: eine Datei, wegen der Rechte anderer Personen/],
    ] as const) {
      await begin(lang);
      await add([upload('a.txt', 'A'), upload('b.txt', 'B')]);
      await press('a.txt', 'left-out', { reason: 'rights-of-others' });
      await press('b.txt', 'release', { release: 'released-unread' });
      const { text } = await sent();
      assert.match(wordsOf({ text: text('index.html') }).replaceAll('\u00a0', ' '), told);
    }
  });

  it('are refused beside their field where they cannot be cleaned, and the others are kept', async () => {
    await begin();
    const faulty = await add([upload('photo.webp', WEBP), upload('a.txt', 'A')]);
    assert.equal(faulty.status, 422);
    assert.match(
      faulty.text,
      /id="files-error">[\s\S]*?WebP picture cannot be removed here\. Attach .*photo\.webp/,
    );
    assert.match(wordsOf(faulty), /a\.txt added here/);
    const direct = await dpo.submit(
      answer,
      { text: 'Here.', sending: 'mail', release: 'looked-at' },
      { files: [upload('photo.webp', WEBP)], action: answer },
    );
    assert.equal(direct.status, 422);
    assert.match(direct.text, /id="files-error">[\s\S]*?WebP picture/);
    assert.ok(direct.text.includes('Here.'));
  });

  it('that are more than one may add are refused beside their field', async () => {
    await begin();
    const many = await add(Array.from({ length: 21 }, (_, nth) => upload(`${nth}.txt`, 'x')));
    assert.equal(many.status, 413);
    assert.match(many.text, /id="files-error">[\s\S]*?more than 20 files/);
    assert.equal(await Attachment.count({ where: { requestId: request.id } }), 0);
  });

  it('may be exports of 500 MB, which both forms say in each language of the staff', async () => {
    await begin();
    for (const path of [answer, list])
      for (const language of ['en', 'fr'])
        assert.match((await dpo.get(`${path}?lang=${language}`)).text, /500\s(MB|Mo)/, `${path} ${language}`);
  });

  it('that two people decide about at once are decided once; the other sees what stands, and keeps what was typed', async () => {
    await begin();
    await add([upload('a.txt', 'Jane')]);
    const path = await at('a.txt');
    const hidden = await dpo.hiddenFields(path, `${path}/removals`);
    await press('a.txt', 'release', { release: 'looked-at' });
    const late = await dpo
      .post(`${path}/removals`)
      .type('form')
      .send({ ...hidden, 'words-rights-of-others': 'Jane' });
    assert.equal(late.status, 409);
    const words = wordsOf(late);
    assert.match(words, /A colleague has decided about this file meanwhile .* looked at by The dpo/);
    assert.match(late.text, />\s*Jane<\/textarea>/);
    const [file] = await preparedFilesOf(desk, request);
    assert.equal(file?.decision, 'looked-at');
  });

  it('keep the words that were typed to be removed when the page is read in another language, or another form of it is faulty', async () => {
    await begin();
    await add([upload('a.txt', 'Jane Doe and Ada')]);
    const path = await at('a.txt');
    assert.match((await dpo.get(path)).text, /form="typing"[^>]* name="go" value="fr"/);
    const typed = { 'words-rights-of-others': 'Jane Doe', go: 'fr' };
    const inFrench = await dpo.submit(path, typed, { action: `${path}/removals` });
    assert.equal(inFrench.status, 200);
    assert.match(inFrench.text, /<html lang="fr"[\s\S]*>\s*Jane Doe<\/textarea>/);
    assert.deepEqual((await preparedFilesOf(desk, request))[0]?.removals, [], 'nothing was decided');
    await press('a.txt', 'removals', { 'words-rights-of-others': 'Jane Doe' });
    const faulty = await press('a.txt', 'left-out', {});
    assert.equal(faulty.status, 422);
    assert.match(faulty.text, />\s*Jane Doe<\/textarea>/);
  });

  it('are there for who may answer alone, and for no other organisation', async () => {
    await begin();
    await add([upload('a.txt', 'A')]);
    const path = await at('a.txt');
    for (const role of ['reader', 'handler'] as const) {
      const other = await signedIn(app, role, { email: `${role}@example.org` });
      for (const address of [list, path]) assert.equal((await other.get(address)).status, 403, role);
    }
    const elsewhere = await anotherOrganisation(desk);
    const theirs = await received(desk, elsewhere, { rights: ['access'] });
    assert.equal((await dpo.get(`/requests/${theirs.reference}/answer/files`)).status, 404);
    const ours = path.split('/').at(-1);
    assert.equal((await dpo.get(`/requests/${theirs.reference}/answer/files/${ours}`)).status, 404);
    const brought = await Attachment.findOne({ where: { purpose: 'answer-copy' }, rejectOnEmpty: true });
    assert.equal((await dpo.get(`${list}/${brought.id}`)).status, 404);
  });
});
