import assert from 'node:assert/strict';
import { OwnerLink } from '../../../models/ownerLink.ts';
import { correctPerson } from '../../../models/subjectRequest/correctPerson.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { unlockedTasksOf } from '../../../models/task/unlocked.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { workHandedOut } from '../../support/ownersWork.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

describe('By what else a person is found in a system', () => {
  it('is recorded with the request, sealed, and shown to owners of systems that are searched by it, and to no others', async () => {
    const desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    const by = await staffMemberOf(desk, desk.organisation);
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const request = await received(desk, desk.organisation, { rights: ['access'] });
    await workHandedOut(desk, by, request, {
      Calls: { identifiers: ['phone'], ownerEmail: 'pat@example.org' },
      Forum: { identifiers: ['user-name', 'phone'], ownerEmail: 'lee@example.org' },
      Shop: { identifiers: ['email'], ownerEmail: 'zoe@example.org' },
    });
    const path = `/requests/${request.reference}/corrections/person`;
    const given = { phone: '+33 1 99 00 12 34', userName: 'ada42', reason: 'She told us on the phone' };
    assert.equal((await dpo.submit(path, { personName: 'Ada Example', ...given })).status, 303);
    const shown = async (email: string) => {
      const link = await OwnerLink.findOne({ where: { email }, rejectOnEmpty: true });
      const [task] = await unlockedTasksOf(desk, link);
      return [
        task?.identifiers.map(({ kind, value }) => `${kind} ${value}`).join(', '),
        task?.unknown.join(),
      ];
    };
    assert.deepEqual(await shown('pat@example.org'), ['phone +33 1 99 00 12 34', '']);
    assert.deepEqual(await shown('lee@example.org'), ['user-name ada42, phone +33 1 99 00 12 34', '']);
    assert.deepEqual(await shown('zoe@example.org'), ['email ada@example.org', '']);
    const page = wordsOf(await dpo.get(`/requests/${request.reference}`));
    assert.match(page, /Phone number \+33 1 99 00 12 34 User name ada42/);
    const row = await SubjectRequest.findByPk(request.id, { rejectOnEmpty: true });
    assert.doesNotMatch(JSON.stringify(row.get({ plain: true, clone: true })), /99 00 12|ada42/);
    assert.doesNotMatch(String(row.details), /ada42/);
    await correctPerson(
      desk,
      by,
      { reference: request.reference },
      { noted: { phone: '' }, reason: 'Not hers' },
    );
    assert.deepEqual(await shown('pat@example.org'), ['name Ada Example', 'phone']);
    assert.deepEqual(await shown('lee@example.org'), ['user-name ada42', 'phone']);
  });
});
