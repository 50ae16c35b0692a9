import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { declineTransmission } from '../../../models/transmission/decide.ts';
import { Transmission } from '../../../models/transmission.ts';
import { answeredWith, openWithCode } from '../../support/answered.ts';
import { type Browser, signedIn, type TestApp } from '../../support/app.ts';
import type { TestDesk } from '../../support/desk.ts';
import { faultOf } from '../../support/faultOf.ts';
import { lettersGoOut } from '../../support/post.ts';
import { latestLetter, wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { latestLetterText, PROVIDER } from '../../support/transmitted.ts';
import { visited } from '../../support/visited.ts';

const FILES = [{ name: 'orders.csv', mediaType: 'text/plain', content: Buffer.from('a,b\n1,2\n') }];
const NAMED = {
  rights: ['portability'],
  particulars: { 'portability-recipient': 'Other Bank\nat the corner' },
};

describe('A provider that the person named only in their request (Art. 20(2) GDPR)', () => {
  let desk: TestDesk;
  let app: TestApp;
  let visitor: Browser;
  let dpo: By;
  let request: SubjectRequest;
  beforeEach(async () => {
    ({ desk, app, visitor } = await visited());
    request = (await answeredWith(desk, visitor, FILES, NAMED)).request;
    dpo = await staffMemberOf(desk, desk.organisation);
  });
  const status = async () =>
    wordsOf(await visitor.get(new URL((await latestLetter(desk, 'answer')).links.status ?? '').pathname));
  const page = async () => wordsOf(await (await signedIn(app, 'dpo')).get(`/requests/${request.reference}`));
  const decline = (reason: string) =>
    declineTransmission(desk, dpo, { reference: request.reference }, { reason, sending: { by: 'mail' } });

  it('is what the request needs next once it was answered, and is told to the person as not yet sent', async () => {
    assert.match(await page(), /Next step The person asks that their data go to Other Bank/);
    assert.match(await page(), /Transmission not technically feasible/);
    assert.match(
      await status(),
      /You named Other Bank at the corner when you asked .* not sent them anywhere yet/,
    );
  });

  it('keeps the request open until somebody has decided about it', async () => {
    const closeIt = () => close(desk, dpo, { reference: request.reference }, { reason: '' });
    await assert.rejects(closeIt(), {
      code: 'wish-undecided',
      data: { provider: 'Other Bank at the corner' },
    });
    await decline('They accept no files.');
    await closeIt();
    assert.equal((await request.reload()).status, 'closed');
  });

  it('can be refused, by a letter with the reason, in the log and on the status page', async () => {
    await decline('They accept no files.');
    assert.match(
      await latestLetterText(desk, 'transmission-declined'),
      /to Other Bank at the corner directly\. That is not technically feasible, for this reason:\s+They accept no files\./,
    );
    await lettersGoOut(desk);
    const told = /Other Bank at the corner directly\. The reason we gave you: They accept no files\./;
    assert.match(await status(), told);
    assert.match(
      await page(),
      /Not sent to Other Bank at the corner directly\. The person was given this reason: They accept no files\. Wish recorded by: The person/,
    );
    assert.doesNotMatch(await page(), /Next step The person asks/);
    const logged = await Event.findAll({ where: { requestId: request.id, kind: 'transmission-declined' } });
    assert.deepEqual(
      logged.map(({ actor }) => actor),
      [dpo.actor],
    );
    const [row] = await Transmission.findAll();
    assert.deepEqual(
      [row?.state, row?.askedBy, row?.askedAt.toISOString()],
      ['declined', 'person', request.receivedAt.toISOString()],
    );
    assert.equal((await faultOf(decline('Again')))?.code, 'transmission-gone');
  });

  it('is not refused without a reason', async () => {
    assert.equal((await faultOf(decline('  ')))?.code, 'reason-missing');
    assert.equal(await Transmission.count(), 0);
  });

  it('gets its link once the DPO knows the address, without another word about the wish', async () => {
    const staff = await signedIn(app, 'dpo');
    const place = `/requests/${request.reference}`;
    assert.match((await staff.get(`${place}/transmission`)).text, /value="Other Bank\s+at the corner"/);
    const sent = await staff.submit(place, PROVIDER, { action: `${place}/transmission` });
    assert.equal(sent.status, 303, wordsOf(sent));
    const [row] = await Transmission.findAll();
    assert.deepEqual([row?.state, row?.askedBy], ['sent', 'person']);
    assert.match(await status(), /The link for Other Bank \(switch@bank\.example\.org\) is on its way/);
  });

  it('stands in the form by which the person asks for it with an address', async () => {
    const { answer = '' } = (await latestLetter(desk, 'answer')).links;
    const link = new URL(answer).pathname;
    await openWithCode(desk, visitor, link);
    assert.match((await visitor.get(`${link}/transmission`)).text, /value="Other Bank at the corner"/);
  });

  it('counts only for a request of portability', async () => {
    await SubjectRequest.update({ right: 'access' }, { where: { id: request.id } });
    assert.equal((await faultOf(decline('No')))?.code, 'transmission-gone');
    assert.doesNotMatch(await status(), /Other Bank at the corner when you asked/);
  });
});
