import assert from 'node:assert/strict';
import { saveStatements } from '../../../models/answerDraft/statements.ts';
import type { By } from '../../../models/desk.ts';
import { letterContext } from '../../../models/letter/context.ts';
import { Letter } from '../../../models/letter.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
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
});
