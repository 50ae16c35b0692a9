import assert from 'node:assert/strict';
import type { Organisation } from '../../../models/organisation.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { SystemTask } from '../../../models/task.ts';
import { received } from '../../support/requests.ts';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;
let again: SubjectRequest;

const confirmedForm = (html: string) => ({
  shown: /name="shown" value="([^"]+)"/.exec(html)?.[1] ?? '',
  confirmed: 'yes',
});
const page = async (path: string) => (await at.dpo.get(path).expect(200)).text;

describe('The page that merges two requests', () => {
  beforeEach(async () => {
    at = await requestAtHand();
    at.desk.clock.set('2026-03-02T11:00:00Z');
    const organisation = { id: at.request.organisationId } as Organisation;
    again = await received(at.desk, organisation, { rights: [at.request.right] });
  });

  const look = async () => {
    const shown = await at.form('person/merger', { other: again.reference });
    assert.equal(shown.status, 200);
    return shown.text;
  };
  const mergeThem = async () => {
    const done = await at.form('person/merger', { other: again.reference, ...confirmedForm(await look()) });
    assert.equal(done.status, 303);
  };

  it('says first what would happen: which is kept and why, which dates stay, where the answer goes', async () => {
    const text = await look();
    const { reference } = at.request;
    assert.ok(text.includes(`${reference} is kept: it was received first, on Monday 2 March 2026.`));
    assert.match(text, /Each of its dates stays as it is and goes on in/);
    assert.match(text, /Both came from one email address whose owner has opened the link/);
    assert.equal((await again.reload()).status, 'open', 'nothing is changed yet');
    const { status } = await at.form('person/merger', {
      other: again.reference,
      shown: 'old',
      confirmed: 'yes',
    });
    assert.equal(status, 409, 'a preview that is no longer true is shown again');
  });

  it('then both references lead to the kept one: its page, its dates, the search; the other says where it goes on', async () => {
    await mergeThem();
    const { reference } = at.request;
    const kept = await page(`/requests/${reference}`);
    assert.ok(kept.includes(`${again.reference} was merged with it: one answer is owed`));
    assert.ok(kept.includes(`Promised in ${again.reference}`));
    const merged = await page(`/requests/${again.reference}`);
    assert.ok(merged.includes(`It goes on in ${reference} since Monday 2 March 2026.`));
    assert.ok(merged.includes(`href="/requests/${reference}"`));
    assert.ok((await page(`/requests?q=${again.reference}`)).includes(`href="/requests/${reference}`));
    assert.match(await page(`/people/${reference}`), /Merged: dealt with as one\./);
  });

  it('is undone from the page of the merged one, which says before what comes back and what stays', async () => {
    await mergeThem();
    const path = `/requests/${again.reference}/person/merger/undo`;
    const form = await page(path);
    assert.match(form, /each with its dates from its own receipt: nobody gets a new month/);
    assert.match(form, /stays there and answers nothing here/);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form)?.[1];
    const sent = { _csrf: hidden('_csrf'), version: hidden('version'), reason: 'Two people' };
    const { status } = await at.dpo.post(path).type('form').send(sent);
    assert.equal(status, 303);
    assert.equal((await again.reload()).status, 'open');
    assert.ok(!(await page(`/requests/${at.request.reference}`)).includes('was merged with it'));
  });

  it('is offered beside a suspected double to whoever may, with the reasons', async () => {
    const text = await page(`/people/${at.request.reference}`);
    assert.match(text, /Perhaps the same request: same email address/);
    assert.match(text, /Merge…/);
    const form = text.split('<form').find((part) => part.includes('/person/merger"')) ?? '';
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form)?.[1];
    const sent = { _csrf: hidden('_csrf'), version: hidden('version'), other: hidden('other') };
    const shown = await at.dpo
      .post(`/requests/${at.request.reference}/person/merger`)
      .type('form')
      .send(sent);
    assert.equal(shown.status, 200, 'its button leads to what would happen');
    assert.match(shown.text, /is kept: it was received first/);
    assert.equal(await SystemTask.count(), 0);
    assert.equal((await SubjectRequest.findAll({ where: { outcome: 'merged' } })).length, 0);
  });
});
