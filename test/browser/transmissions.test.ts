import assert from 'node:assert/strict';
import { Letter } from '../../models/letter.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { sendTransmission } from '../../models/transmission/send.ts';
import { answer } from '../support/answering.ts';
import { received, staffMemberOf } from '../support/requests.ts';
import { type Person, personWithBrowser } from './support/chromium.ts';
import { judged } from './support/judged.ts';
import { type PhoneUser, personWithPhone } from './support/phone.ts';
import { linkIn, logIn, type Running, runningDesk } from './support/running.ts';

const PROVIDER = { provider: 'Other Bank', email: 'switch@bank.example.org', wish: 'By phone on Monday' };

describe('What leaves by other ways than a link to the person', function () {
  this.timeout(300_000);
  let running: Running;
  let provider: PhoneUser;
  let dpo: Person;
  before(async () => {
    running = await runningDesk({ at: '2026-03-02T09:00:00Z', policy: 'gdpr-eu' });
    provider = await personWithPhone('de-DE');
    dpo = await personWithBrowser();
    await logIn(dpo.page, running.base);
  });
  after(async () => {
    await provider?.leave();
    await dpo?.leave();
    await running?.stop();
  });
  const answered = async (right: 'access' | 'portability', by: 'mail' | 'paper') => {
    const { desk } = running;
    const staff = await staffMemberOf(desk, desk.organisation);
    const { reference } = await received(desk, desk.organisation, { rights: [right] });
    await confirmIdentity(desk, staff, { reference }, { method: 'question', note: '' });
    const files = [
      { name: 'orders.csv', mediaType: 'text/csv', content: Buffer.from('id,what\n1,A pot\n') },
      { name: 'film.mp4', mediaType: 'video/mp4', content: Buffer.from('film') },
    ];
    const written = { text: 'Here is all we hold.', files, nothingHeld: '' };
    await answer(desk, staff, { reference }, { ...written, sending: { by } });
    return { staff, reference };
  };
  const press = () => provider.page.click('main form button[type=submit]');

  it('is fetched by a provider with a link and a code, on a phone, and asked for again once the link has expired', async () => {
    const { page, look } = provider;
    const { staff, reference } = await answered('portability', 'mail');
    await running.at('2026-03-02T10:00:00Z');
    await sendTransmission(running.desk, staff, { reference }, PROVIDER);
    const mail = async () => (await running.mailFor(PROVIDER.email)).at(-1);
    const link = linkIn(await mail(), '/transmissions/');
    await page.goto(link);
    await look('provider-locked');
    await press();
    await look('provider-code');
    await page.fill('[name=code]', (await mail())?.text.match(/\b\d{6}\b/)?.[0] ?? '');
    await press();
    await look('provider');
    await dpo.page.goto(`${running.base}/requests/${reference}`);
    await judged(dpo.page, 'request-transmission');
    await running.at('2026-04-10T10:00:00Z');
    await page.goto(link);
    await look('provider-over');
    await press();
    await look('provider-asked');
    assert.equal(await page.locator('main form').count(), 0);
    await logIn(dpo.page, running.base);
    await dpo.page.goto(`${running.base}/requests/${reference}`);
    await judged(dpo.page, 'request-link-again');
    await dpo.page.goto(`${running.base}/requests/${reference}/transmission`);
    await judged(dpo.page, 'transmission-again');
  });

  it('is put into an envelope by the page of its letter: the letter, its enclosures, a data carrier', async () => {
    const { reference } = await answered('access', 'paper');
    const letter = await Letter.findOne({
      where: { kind: 'answer', channel: 'post' },
      order: [['id', 'DESC']],
    });
    await dpo.page.goto(`${running.base}/requests/${reference}/letters/${letter?.id}`);
    assert.match((await dpo.page.textContent('main')) ?? '', /Into the envelope/);
    await judged(dpo.page, 'letter-envelope');
  });
});
