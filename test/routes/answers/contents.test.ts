import assert from 'node:assert/strict';
import { saveStatements } from '../../../models/answerDraft/statements.ts';
import type { By } from '../../../models/desk.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { System } from '../../../models/system.ts';
import { SystemTask } from '../../../models/task.ts';
import { wordsOf as letterWords } from '../../../views/letters/wordsOf.ts';
import { pdfOf } from '../../../views/paper/pdf.ts';
import { openWithCode, tokenOf } from '../../support/answered.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { allAnswered, answerInWords, describedSystems } from '../../support/wholeAnswer.ts';
import { filesOfZip, savedFrom } from '../../support/zip.ts';

describe('An answer in words (Art. 15)', () => {
  let desk: TestDesk;
  let visitor: Browser;
  let dpo: By;
  let systems: Record<string, number>;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    visitor = browser(appForTests(desk));
    dpo = await staffMemberOf(desk, desk.organisation);
    systems = await describedSystems(desk, dpo);
  });
  const asked = async (changes: object = {}) => {
    const request = await received(desk, desk.organisation, { rights: ['access'], ...changes });
    const target = { reference: request.reference };
    await confirmIdentity(desk, dpo, target, { method: 'question', note: '' });
    await allAnswered(desk, request, { nothingIn: [systems.Leads ?? 0] });
    await saveStatements(desk, dpo, target, {
      version: 0,
      stated: { 'automated-decisions': 'None are made.' },
    });
    return request.reload();
  };
  const linkOf = (request: SubjectRequest) => `/answers/${tokenOf(desk, request)}`;
  const left = async (request: SubjectRequest) => {
    await answerInWords(desk, dpo, request);
    const link = linkOf(await request.reload());
    await lettersGoOut(desk);
    await openWithCode(desk, visitor, link);
    return link;
  };

  it('is on the page behind the code: each data set, who received it, where nothing was found, and the rights', async () => {
    const page = await visitor.get(await left(await asked()));
    const words = wordsOf(page);
    for (const sentence of [
      'Whether we hold data (Art. 15(1) GDPR) We hold data in: Northbank Payments, Shop.',
      'Data in: Shop (Art. 15 GDPR) Kinds of data orders What they are used for To deliver what was ordered Where they come from The person ' +
        'Who received them Northbank Payments; Swift Parcels Where they are France (in the European Economic Area) ' +
        'How long they are kept 3 years The copy 2 records found.',
      'Where they are United States. Protected by: Standard contractual clauses of 2021',
      'Swift Parcels Receives data: Delivery Swift Parcels: where the data are Switzerland (the European Commission has found its ' +
        'protection of data adequate)',
      'Where we searched and found nothing (Art. 15(3) GDPR) Leads Nothing found. How we searched: By email address',
      'Decisions made by programs alone (Art. 15(1)(h) GDPR) None are made.',
      'What else you can ask, and where to complain (Art. 15 GDPR) You can also ask us to correct or delete data',
    ])
      assert.ok(words.includes(sentence), `${sentence}\n\n${words}`);
    assert.equal(words.match(/complain to/g)?.length, 1);
  });

  it('is in the letter on paper as tables, each with its heading, and in the text that the desk keeps of it', async () => {
    const request = await asked();
    await answerInWords(desk, dpo, request, { sending: { by: 'paper' } });
    const letter = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
    const words = letterWords(await letterContext(desk, letter));
    assert.match(
      words.text,
      /Data in: Shop \(Art\. 15 GDPR\)\n- Kinds of data: orders\n- What they are used for: To deliver/,
    );
    const inFrench = letterWords({ ...(await letterContext(desk, letter)), language: 'fr' });
    assert.match(inFrench.text, /\n- [^\n:]+\u00a0: orders\n/, 'with the space before the colon');
    const tables = words.sheet?.body.filter((part) => typeof part !== 'string') ?? [];
    assert.deepEqual(
      tables.map(({ title, rows }) => `${title} ${rows.length}`),
      [
        'Whether we hold data (Art. 15(1) GDPR) 0',
        'Data in: Northbank Payments (Art. 15 GDPR) 7',
        'Data in: Shop (Art. 15 GDPR) 7',
        'Who received the data (Art. 15 GDPR) 3',
        'Where we searched and found nothing (Art. 15(3) GDPR) 1',
        'Decisions made by programs alone (Art. 15(1)(h) GDPR) 0',
        'What else you can ask, and where to complain (Art. 15 GDPR) 0',
      ],
    );
    const pdf = await pdfOf(words, { language: 'en', to: [] });
    assert.match(pdf.toString('latin1'), /pdfuaid/);
  });

  it('is in the package: on its page with a contents list, and in its letter', async () => {
    const { bytes } = await savedFrom(visitor, `${await left(await asked())}/package`);
    const files = await filesOfZip(bytes);
    const html = files.get('index.html')?.toString() ?? '';
    assert.match(html, /<li><a href="#about-set-\d+">Data in: .*Shop.* \(.*Art\. 15 GDPR.*\)<\/a><\/li>/);
    assert.match(html, /<dt><bdi>How long they are kept<\/bdi><\/dt>\s*<dd class="written">3 years<\/dd>/);
    assert.doesNotMatch(html, /What you have a right to know/);
    assert.equal(files.get('letter.pdf')?.subarray(0, 5).toString(), '%PDF-');
  });

  it('begins with what changed since an earlier answer, before the DPO’s words: on the page, on paper and in the package', async () => {
    await left(await asked());
    desk.clock.advance({ days: 100 });
    await System.update({ retention: 'P5Y' }, { where: { name: 'Shop' } });
    const link = await left(await asked());
    const told =
      'What has changed since our answer of Monday 2 November 2026 Shop, how long they are kept: then “3 years”, now “5 years”. ';
    assert.ok(wordsOf(await visitor.get(link)).includes(`${told}Here is our answer.`));
    const { bytes } = await savedFrom(visitor, `${link}/package`);
    const html = (await filesOfZip(bytes)).get('index.html')?.toString() ?? '';
    assert.ok(html.indexOf('id="about-changes"') < html.indexOf('id="answer"'));
    const onPaper = await asked();
    await answerInWords(desk, dpo, onPaper, { sending: { by: 'paper' } });
    const [letter] = await Letter.findAll({ where: { kind: 'answer', channel: 'post' } });
    const { text } = letterWords(await letterContext(desk, letter as Letter));
    assert.ok(text.indexOf('What has changed since') < text.indexOf('Here is our answer.'));
  });

  it('says of a place that owes its answer that it follows, and by which day; also in the package', async () => {
    const request = await asked();
    await SystemTask.update({ state: 'open', result: null }, { where: { systemId: systems.Shop } });
    const rest = { incomplete: 'The owner of the shop is ill.', followsOn: '2026-12-01' };
    await answerInWords(desk, dpo, request, rest);
    await request.reload();
    await lettersGoOut(desk);
    const link = linkOf(request);
    await openWithCode(desk, visitor, link);
    const words = wordsOf(await visitor.get(link));
    assert.match(
      words,
      /How long they are kept 3 years The copy We do not have the result from here yet\. It follows\./,
    );
    assert.match(words, /The rest follows by Tuesday 1 December 2026\. The owner of the shop is ill\./);
    const { bytes } = await savedFrom(visitor, `${link}/package`);
    const html = (await filesOfZip(bytes)).get('index.html')?.toString() ?? '';
    assert.match(html, /id="rest">\s*<h2>What is still to come<\/h2>\s*<p>[^<]*Tuesday 1 December 2026/);
    assert.match(html, /The owner of the shop is ill\./);
  });

  it('says where each search found nothing that nothing is held, and where it was searched', async () => {
    const request = await asked();
    await allAnswered(desk, request, { nothingIn: Object.values(systems) });
    await answerInWords(desk, dpo, request, { files: [], nothingHeld: 'You never ordered.' });
    await request.reload();
    await lettersGoOut(desk);
    await openWithCode(desk, visitor, linkOf(request));
    const words = wordsOf(await visitor.get(linkOf(request)));
    assert.match(words, /We hold no data about the person of this request: every search found nothing\./);
    assert.match(words, /Shop Nothing found\. How we searched: By email address/);
    assert.doesNotMatch(words, /Swift Parcels|What they are used for/);
  });

  it('has only the DPO’s words where no system is described, and opens answers of earlier releases', async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    visitor = browser(appForTests(desk));
    dpo = await staffMemberOf(desk, desk.organisation);
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, dpo, request, { method: 'question', note: '' });
    const link = await left(await request.reload());
    const words = wordsOf(await visitor.get(link));
    assert.match(words, /Here is our answer\. Your file/);
    assert.match(words, /you can complain to the data protection authority/);
    const { bytes } = await savedFrom(visitor, `${link}/package`);
    assert.match(
      (await filesOfZip(bytes)).get('index.html')?.toString() ?? '',
      /What you have a right to know/,
    );
  });

  it('is each right’s own where several requests of one form get one answer', async () => {
    const request = await asked({ rights: ['access', 'erasure'] });
    const other = await SubjectRequest.findOne({
      where: { submissionId: request.submissionId, right: 'erasure' },
      rejectOnEmpty: true,
    });
    await confirmIdentity(desk, dpo, other, { method: 'question', note: '' });
    await allAnswered(desk, other);
    await saveStatements(desk, dpo, other, { version: 0, stated: { told: 'By letter.' } });
    const rest = { incomplete: 'The rest comes.', followsOn: '2026-12-01' };
    await answerInWords(desk, dpo, request, { with: [other.reference], ...rest });
    await other.reload();
    await lettersGoOut(desk);
    await openWithCode(desk, visitor, linkOf(other));
    const words = wordsOf(await visitor.get(linkOf(other)));
    assert.match(words, /What was deleted \(Art\. 17\(1\) GDPR\) .*Shop Deleted: orders\. 2 records\./);
    assert.doesNotMatch(words, /Whether we hold data/);
  });
});
