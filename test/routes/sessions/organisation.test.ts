import assert from 'node:assert/strict';
import { Membership } from '../../../models/membership.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, signedIn, userWith } from '../../support/app.ts';
import { anotherOrganisation, deskForTests } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { inBoth } from '../../support/twoOrganisations.ts';

describe('Somebody who works for two organisations', () => {
  it('works for one at a time, with the role that they have there', async () => {
    const desk = await deskForTests();
    const app = appForTests(desk);
    const other = await anotherOrganisation(desk);
    await userWith(desk, 'dpo');
    await userWith(desk, 'reader', { email: 'dpo@example.org', organisation: other });
    const agent = await signedIn(app, 'dpo');
    assert.match((await agent.get('/settings/policies')).text, /Example Hosting/);
    const moved = await agent.submit(
      '/settings/policies',
      { organisation: 'other' },
      { action: '/sessions/organisation' },
    );
    assert.equal(moved.status, 303);
    assert.match((await agent.get('/settings/policies')).text, /Organisation other/);
    assert.equal((await agent.get('/settings/organisation')).status, 403, 'a reader there');
  });

  it('cannot move to one where they have no role', async () => {
    const desk = await deskForTests();
    await anotherOrganisation(desk);
    const agent = await signedIn(appForTests(desk), 'dpo');
    const moved = await agent.submit(
      '/settings/policies',
      { organisation: 'other' },
      { action: '/sessions/organisation' },
    );
    assert.equal(moved.status, 404);
    assert.match((await agent.get('/settings/policies')).text, /Example Hosting/);
  });

  it('stays where they are when they are added to an organisation that is older', async () => {
    const desk = await deskForTests();
    const app = appForTests(desk);
    const other = await anotherOrganisation(desk);
    const dpo = await signedIn(app, 'dpo', { email: 'late@example.org', organisation: other });
    await userWith(desk, 'dpo', { email: 'late@example.org' });
    assert.match(
      wordsOf(await dpo.get('/settings/policies')),
      /Organisation other [\s\S]*Organisation other/,
    );
    const fields = await dpo.hiddenFields('/requests/new', '/requests/new');
    await dpo
      .post('/requests/new')
      .type('form')
      .send({ ...fields, rights: 'erasure', channel: 'post', receivedOn: '2026-01-31', personName: 'Bo' });
    assert.equal((await SubjectRequest.findOne({ rejectOnEmpty: true })).organisationId, other.id);
  });

  it('is told once when the organisation that they had open is no longer theirs', async () => {
    const desk = await deskForTests();
    const app = appForTests(desk);
    const other = await anotherOrganisation(desk);
    const dpo = await inBoth(app, other, 'dpo');
    await Membership.destroy({ where: { organisationId: desk.organisation.id } });
    const told = /You no longer work for the organisation you had open\. You are now at Organisation other\./;
    assert.match(wordsOf(await dpo.get('/requests')), told);
    assert.doesNotMatch(wordsOf(await dpo.get('/requests')), told);
  });
});
