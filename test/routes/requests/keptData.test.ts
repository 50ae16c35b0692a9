import assert from 'node:assert/strict';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { answers, workHandedOut } from '../../support/ownersWork.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const INVOICES = 'Art. 17(3)(b), section 147 of the tax code, until 31 December 2034.';
const GIFTS = 'For a claim before the court, until it has ended.';

describe('What an answer to erasure says of data that are kept', () => {
  let desk: TestDesk;
  let dpo: Browser;
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    dpo = await signedIn(appForTests(desk), 'dpo');
    const by = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['erasure'] });
    await workHandedOut(desk, by, request, { Books: { categories: ['invoices', 'gifts'] } });
    await answers(desk, request, 'Books', { outcome: 'cannot', reason: 'The tax office' });
  });
  const place = () => `/requests/${request.reference}/answer`;
  const state = (version: string, stated: Record<string, string>) =>
    dpo.submit(`${place()}/statements`, { version, ...stated });
  const page = async () => wordsOf(await dpo.get(place()));

  it('is asked for each kind of data apart: its ground, and until when (Art. 17(3))', async () => {
    assert.match(await page(), /invoices: Not stated yet\. .*gifts: Not stated yet\./);
    assert.equal(
      (await state('0', { 'kept:invoices': INVOICES, 'kept:gifts': 'We need them.' })).status,
      303,
    );
    const half = await page();
    assert.match(half, /invoices: Art\. 17\(3\)\(b\), section 147 of the tax code, until 31 December 2034\./);
    assert.match(half, /gifts: What was stated names no ground for keeping the data\./);
    assert.doesNotMatch(half, /invoices: What was stated/);
    assert.equal((await state('1', { 'kept:invoices': INVOICES, 'kept:gifts': GIFTS })).status, 303);
    assert.doesNotMatch(await page(), /Not stated yet|What was stated/);
  });

  it('reaches the person with the kind of data before its words', async () => {
    await state('0', { 'kept:invoices': INVOICES, 'kept:gifts': GIFTS });
    assert.match(
      await page(),
      /What is kept, why and until when .*invoices Art\. 17\(3\)\(b\), .*gifts For a claim before the court/,
    );
  });

  it('keeps one statement on all of it as a beginning of each, and counts it for none', async () => {
    await state('0', { kept: INVOICES });
    const form = await dpo.get(`${place()}/statements`);
    assert.equal(form.text.split(`${INVOICES}</textarea>`).length - 1, 2);
    assert.match(await page(), /invoices: Not stated yet\. .*gifts: Not stated yet\./);
  });
});
