import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { askClarification } from '../../../models/subjectRequest/clarification.ts';
import { askIdentity } from '../../../models/subjectRequest/identity.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('Requests that wait for the person', () => {
  let desk: TestDesk;
  let by: By;
  let dpo: Browser;
  let signedInAs = 0;
  beforeEach(async () => {
    desk = await deskForTests();
    by = await staffMemberOf(desk, desk.organisation);
    await signIn();
  });

  /** A session does not outlast a weekend. */
  async function signIn(): Promise<void> {
    signedInAs += 1;
    dpo = await signedIn(appForTests(desk), 'dpo', { email: `dpo${signedInAs}@example.org` });
  }
  async function later(days: number): Promise<void> {
    desk.clock.advance({ days });
    await signIn();
  }

  const posted = () => ({ by: 'post' as const, postedAt: desk.clock(), proof: 'RR 1' });
  const ask = (reference: string) =>
    askClarification(desk, by, { reference }, { question: 'Which account?', sending: posted() });
  const queue = async (query = 'view=waiting') => (await dpo.get(`/requests?${query}`)).text;
  const order = async (query?: string) =>
    [...(await queue(query)).matchAll(/href="\/requests\/(R-[\w-]+)"/g)].map(([, reference]) => reference);

  it('come in the order in which they were asked, the first first, whatever their deadlines', async () => {
    const one = await received(desk, desk.organisation);
    const two = await received(desk, desk.organisation);
    const three = await received(desk, desk.organisation);
    for (const { reference } of [two, three, one]) {
      await ask(reference);
      desk.clock.advance({ hours: 30 });
    }
    await signIn();
    const references = [two, three, one].map(({ reference }) => reference);
    assert.deepEqual([...new Set(await order())], references);
    assert.match(await queue(), /Order: .?Asked first/);
    assert.deepEqual([...new Set(await order('view=waiting&sort=newest'))].length, 3);
  });

  it('are marked after fourteen days, with the ways on: to write again, or to close for lack of a reply', async () => {
    const { reference } = await received(desk, desk.organisation);
    await ask(reference);
    await later(13);
    assert.doesNotMatch(await queue(), /No reply for/);
    assert.doesNotMatch(await (await dpo.get(`/requests/${reference}`)).text, /Write again/);
    await later(1);
    assert.match(await queue(), /No reply for 14 days/);
    const { text } = await dpo.get(`/requests/${reference}`);
    assert.match(wordsOf({ text }), /No reply for 14 days\./);
    assert.match(text, new RegExp(`href="/requests/${reference}/message\\?again=yes">Write again`));
    assert.match(text, new RegExp(`href="/requests/${reference}/closure">Close: no reply`));
  });

  it('have a letter ready that reminds, in the language of the person, with what was asked; nothing is sent by opening it', async () => {
    const { reference, id } = await received(desk, desk.organisation);
    await SubjectRequest.update({ language: 'fr' }, { where: { id } });
    await askIdentity(desk, by, { reference }, { doubt: 'd', needed: 'Votre numéro', sending: posted() });
    await later(14);
    const form = await dpo.get(`/requests/${reference}/message?again=yes`);
    assert.match(form.text, /Le lundi 2 mars 2026, nous vous avons demandé de justifier[\s\S]*Votre numéro/);
    assert.doesNotMatch((await dpo.get(`/requests/${reference}/message`)).text, /nous vous avons demandé/);
    const sent = await dpo.submit(`/requests/${reference}/message`, { text: 'Merci !', sending: 'mail' });
    assert.equal(sent.status, 303);
    const page = wordsOf(await dpo.get(`/requests/${reference}`));
    assert.match(page, /We wrote again on Monday 16 March 2026\./);
  });

  it('wait no more once the person has written', async () => {
    const { reference, id } = await received(desk, desk.organisation);
    await ask(reference);
    const waiting = async () => (await SubjectRequest.findByPk(id, { rejectOnEmpty: true })).waitingSince;
    assert.equal((await waiting())?.toISOString(), desk.clock().toISOString());
    const person = {
      organisationId: desk.organisation.id,
      actor: 'person' as const,
      role: 'person' as const,
    };
    await leaveMessage(desk, person, { reference }, { text: 'The first one.', files: [] });
    assert.equal(await waiting(), null);
    assert.deepEqual(await order(), []);
  });
});
