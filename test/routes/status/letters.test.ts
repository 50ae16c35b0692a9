import assert from 'node:assert/strict';
import { Letter } from '../../../models/letter.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser, signedIn } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { ask, latestLetter } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { savedFrom } from '../../support/zip.ts';

describe('A letter as it was sent', () => {
  let desk: TestDesk;
  let visitor: Browser;
  let request: SubjectRequest;
  let status: string;
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
    const made = await ask(visitor, { rights: ['access'] });
    request = made.request;
    status = `/status/${made.token}`;
    await lettersGoOut(desk);
    await visitor.submit((await latestLetter(desk, 'receipt')).links.confirm?.slice(21) ?? '');
    const dpo = await staffMemberOf(desk, desk.organisation);
    const target = { reference: request.reference };
    const reason = 'Three systems must be searched.';
    await extendDeadline(desk, dpo, target, { ground: 'complexity', reason, sending: { by: 'mail' } });
    await lettersGoOut(desk);
  });
  const letterOf = async (kind: string) =>
    (await Letter.findOne({ where: { kind: kind as Letter['kind'] }, rejectOnEmpty: true })).id;
  const pdfPath = async (kind: string) => `${status}/${request.reference}/letters/${await letterOf(kind)}`;

  it('is on the status page as a PDF/UA, the same bytes each time, and the same that staff get from the request', async () => {
    const path = await pdfPath('extension-notice');
    assert.ok((await visitor.get(status)).text.includes(`href="${path}"`));
    const { bytes, answer } = await savedFrom(visitor, path);
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    assert.match(bytes.toString('latin1'), /pdfuaid:part>1</);
    assert.match(answer.headers['content-disposition'] ?? '', /^attachment; filename="R-/);
    assert.match(answer.headers['cache-control'] ?? '', /no-store/);
    assert.ok(bytes.equals((await savedFrom(visitor, path)).bytes), 'twice the same');
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const ofStaff = `/requests/${request.reference}/letters/${await letterOf('extension-notice')}/pdf`;
    assert.ok((await dpo.get(`/requests/${request.reference}`)).text.includes(`href="${ofStaff}"`));
    assert.equal((await savedFrom(dpo, ofStaff)).bytes.subarray(0, 5).toString(), '%PDF-');
  });

  it('is not there for another request, another organisation, a code, or a letter to staff', async () => {
    const other = await ask(browser(appForTests(desk)), { rights: ['access'] });
    await anotherOrganisation(desk);
    const path = await pdfPath('extension-notice');
    const id = path.split('/').at(-1);
    const theirs = `/status/${other.token}/${other.request.reference}/letters/${id}`;
    for (const wrong of [theirs, `/o/other${path}`, `${status}/${request.reference}/letters/999999`])
      assert.equal((await visitor.get(wrong)).status, 404, wrong);
    const arrival = await Letter.findOne({ where: { recipient: 'escalation' } });
    if (arrival)
      assert.equal((await visitor.get(`${status}/${request.reference}/letters/${arrival.id}`)).status, 404);
  });

  it('is the acknowledgement too, for each request that it was about', async () => {
    const { bytes } = await savedFrom(visitor, await pdfPath('receipt'));
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  });
});
