import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { migrate } from '../../../models/migrations/index.ts';
import { policiesOf } from '../../../models/organisation/policies.ts';
import { changePolicy } from '../../../models/organisation/policyList.ts';
import { syncPolicies } from '../../../models/policy/sync.ts';
import { outdatedRequests } from '../../../models/subjectRequest/basis.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const COLUMNS = {
  subject_requests: ['residence', 'category', 'customer', 'chosen_policy', 'decided_by'],
  organisations: ['categories'],
};

describe('A desk from before its organisations had several policies', () => {
  let desk: TestDesk;
  let processor: { id: number };
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests();
    await syncPolicies(desk);
    processor = await anotherOrganisation(desk);
    request = await received(desk, desk.organisation);
    await takeAway();
    await migrate(desk.database);
  });

  /** As it was: one policy, in a column of the organisation. */
  async function takeAway(): Promise<void> {
    const run = (sql: string) => desk.database.query(sql);
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await run(`ALTER TABLE ${table} DROP COLUMN ${column}`);
    await run('DROP TABLE organisation_policies');
    await run(`UPDATE organisations SET policy = 'scalingo-dpa@2018' WHERE id = ${processor.id}`);
    await run(
      "DELETE FROM migrations WHERE name IN ('024-organisation-policies', '028-calendars-of-policies')",
    );
  }

  it('has for each organisation its one policy, for all requests, with the role of its pack', async () => {
    const listed = async (organisationId: number) =>
      (await policiesOf(desk, { organisationId })).map(({ id: _, ...row }) => row);
    assert.deepEqual(await listed(desk.organisation.id), [
      { policy: 'gdpr-eu', role: 'controller', appliesTo: {} },
    ]);
    assert.deepEqual(await listed(processor.id), [
      { policy: 'scalingo-dpa@2018', role: 'processor', appliesTo: {} },
    ]);
  });

  it('has moved no request: the policy of all decided, and nothing is known of who asked', async () => {
    const { policyId, residence, chosenPolicy, decidedBy } = await request.reload();
    assert.deepEqual([policyId, residence, chosenPolicy, decidedBy], ['gdpr-eu', null, null, '{}']);
    assert.equal(await SubjectRequest.count(), 1);
    assert.deepEqual(await outdatedRequests(desk, await staffMemberOf(desk, desk.organisation)), []);
  });

  it('goes on working under the release before, which reads and writes the one policy of an organisation', async () => {
    const read = async (id: number) =>
      (
        await desk.database.query<{ policy: string }>(`SELECT policy FROM organisations WHERE id = ${id}`, {
          type: QueryTypes.SELECT,
        })
      )[0]?.policy;
    assert.equal(await read(processor.id), 'scalingo-dpa@2018');
    const { version } = await desk.organisation.reload();
    const dpo = await staffMemberOf(desk, desk.organisation);
    const [all] = await policiesOf(desk, dpo);
    const fields = { policy: 'uk-gdpr', residence: '', category: '', customer: '' };
    await changePolicy(desk, dpo, version, all?.id ?? 0, fields);
    assert.equal(await read(desk.organisation.id), 'uk-gdpr');
  });
});
