import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { addSystems } from '../../../models/system/save.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';
import { writtenRegister } from '../../support/writtenRegister.ts';

let desk: TestDesk;
let dpo: Browser;

describe('A report to hand on', () => {
  before(async () => {
    desk = await deskForTests({ at: '2026-01-05T09:00:00Z' });
    await writtenRegister(desk, await staffMemberOf(desk, desk.organisation), [
      ['rectification', 'post', '2026-01-05', ['answered', '2026-01-20']],
      ['erasure', 'mail', '2026-01-12', ['answered', '2026-02-20']],
      ['objection', 'mail', '2026-01-14', ['refused', '2026-02-02']],
    ]);
    desk.clock.set('2026-03-05T12:00:00Z');
    dpo = await signedIn(appForTests(desk), 'dpo');
  });

  for (const [language, title] of [
    ['en', 'Requests of data subjects, January 2026 to February 2026'],
    ['fr', 'Demandes des personnes concernées, janvier 2026 à février 2026'],
  ])
    it(`is for the management a PDF/UA with title and language, and names nobody who asked: ${language}`, async () => {
      const path = `/reports/management.pdf?from=2026-01&to=2026-02&lang=${language}`;
      const { body } = await dpo.get(path).buffer(true).expect(200);
      const words = execFileSync('pdftotext', ['-layout', '-', '-'], { input: body, encoding: 'utf8' });
      const info = execFileSync('pdfinfo', ['-'], { input: body, encoding: 'utf8' });
      assert.match(words.replace(/\s+/g, ' '), new RegExp(title as string));
      assert.match(words, /66[.,]7 ?%/);
      assert.match(info, /Tagged: +yes/);
      assert.match(body.toString('latin1'), /pdfuaid/);
      assert.doesNotMatch(words, /Person \d/);
    });

  it('holds of Art. 30(1) what the register of systems holds, and says what is missing', async () => {
    const by = await staffMemberOf(desk, desk.organisation);
    await addSystems(desk, by, [systemForm({ name: 'Billing', purpose: 'Invoices' })]);
    const { text } = await dpo.get('/reports/record?lang=en').expect(200);
    assert.match(text, /Billing[\s\S]*Invoices[\s\S]*Missing/);
    const file = await dpo.get('/reports/record.csv').expect(200);
    assert.match(file.text, /^\ufeffSystem,Whose it is \(d\),Purposes \(b\)/);
    assert.match(file.text, /Billing,Our own,Invoices/);
  });
});
