import assert from 'node:assert/strict';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { promiseBy, promiseFor } from '../../support/promises.ts';
import { deadlinesByClock, received } from '../../support/requests.ts';

describe('The organisation’s own numbers, where its policy leaves one open', () => {
  const form = {
    clock: 'account-deletion',
    period: 'PT48H',
    from: '2026-03-02',
    reason: 'Backups take a night',
  };

  it('count from their day on, show their reason and who gave them, and never touch what the law says', async () => {
    const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    await promiseBy(desk, 'scalingo-privacy@2015');
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const give = (fields: object) =>
      dpo.submit('/settings/policies', { ...form, ...fields }, { action: '/settings/policies/numbers' });
    const before = await received(desk, desk.organisation);
    for (const [field, value] of Object.entries({
      clock: 'reply',
      period: 'P1M2D',
      from: 'soon',
      reason: '',
    })) {
      const refused = await give({ [field]: value });
      assert.equal(refused.status, 422, field);
      assert.match(
        refused.text,
        new RegExp(`id="${field}"[^>]*aria-invalid|aria-invalid[^>]*id="${field}"`),
        field,
      );
    }
    assert.equal((await give({})).status, 303);
    const after = await received(desk, await desk.organisation.reload());
    const [old, fresh] = [await deadlinesByClock(before), await deadlinesByClock(after)];
    assert.equal(old['account-deletion']?.targetAt?.toISOString(), '2026-03-03T09:00:00.000Z');
    assert.equal(fresh['account-deletion']?.targetAt?.toISOString(), '2026-03-04T09:00:00.000Z');
    assert.match(fresh['account-deletion']?.chosen ?? '', /Backups take a night/);
    assert.equal(fresh.reply?.dueOn, old.reply?.dueOn);
    assert.match((await dpo.get('/settings/policies')).text, /PT48H from Monday 2 March 2026[\s\S]*The dpo/);
    assert.match((await dpo.get('/settings/dates')).text, new RegExp(before.reference));
  });

  it('are those of one policy, where another has a clock of the same name; one from before counts for both', async () => {
    const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    await promiseBy(desk, 'gdpr-eu');
    await promiseFor(desk, { residence: 'GB' }, 'uk-gdpr');
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const give = (clock: string) =>
      dpo.submit('/settings/policies', { ...form, clock }, { action: '/settings/policies/numbers' });
    const stops = async () => {
      const organisation = await desk.organisation.reload();
      const from = (residence: string) =>
        received(desk, organisation, { rights: ['marketing-objection'], situation: { residence } });
      const clocks = [await deadlinesByClock(await from('GB')), await deadlinesByClock(await from('FR'))];
      return clocks.map((each) => each['marketing-stop']?.targetAt?.toISOString().slice(0, 10));
    };
    assert.equal((await give('marketing-stop')).status, 422); // of which policy?
    assert.equal((await give('marketing-stop@uk-gdpr')).status, 303);
    assert.deepEqual(await stops(), ['2026-03-04', '2026-03-03']);
    const former = { ...form, clock: 'marketing-stop', period: 'PT72H', by: 'user:1', at: '2026-03-01' };
    await desk.organisation.update({ clockOverrides: JSON.stringify([former]) });
    assert.deepEqual(await stops(), ['2026-03-05', '2026-03-05']);
  });

  it('count for no request received before their day', async () => {
    const desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    await promiseBy(desk, 'scalingo-privacy@2015');
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const action = { action: '/settings/policies/numbers' };
    await dpo.submit('/settings/policies', { ...form, from: '2026-03-03' }, action);
    const clocks = await deadlinesByClock(await received(desk, await desk.organisation.reload()));
    assert.equal(clocks['account-deletion']?.targetAt?.toISOString(), '2026-03-03T09:00:00.000Z');
  });
});
