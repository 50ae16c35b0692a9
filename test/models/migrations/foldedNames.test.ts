import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { migrate } from '../../../models/migrations/index.ts';
import { listRequests } from '../../../models/subjectRequest/listing.ts';
import { noteCustomerNumbers } from '../../../models/subjectRequest/noteCustomerNumbers.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { receive, staffMemberOf } from '../../support/requests.ts';

describe('Requests from before a search folded names', () => {
  let desk: TestDesk;
  let by: By;

  const namesFound = async (q: string) =>
    (await listRequests(desk, by, { view: 'all', sort: 'deadline', q })).rows.map(
      ({ personName }) => personName,
    );

  /** As a desk of the release before: accents and capitals alone were folded, and no customer number was found. */
  async function asBefore(): Promise<void> {
    const was = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    for (const request of await SubjectRequest.findAll()) {
      const { reference, personName, personEmail } = request;
      await request.update({ searchText: was(`${reference} ${personName} ${personEmail ?? ''}`) });
    }
    await desk.database
      .getQueryInterface()
      .removeIndex('subject_requests', 'subject_requests_customer_digest_organisation_id');
    await desk.database.query('ALTER TABLE subject_requests DROP COLUMN customer_digest');
    await desk.database.query("DELETE FROM migrations WHERE name = '025-folded-names'");
  }

  beforeEach(async () => {
    desk = await deskForTests();
    by = await staffMemberOf(desk, desk.organisation);
    for (const [name, customerNumber] of [
      ['Łukasz Größmann', 'KD-1'],
      ['Søren Djurić', undefined],
      ['Forgotten', 'KD-3'],
    ] as const)
      await receive(desk, desk.organisation, { person: { name }, details: { about: '', customerNumber } });
    await asBefore();
    await SubjectRequest.update(
      { searchText: '' },
      { where: { personName: 'Forgotten' }, fields: ['searchText'] },
    );
  });

  it('are found in every spelling and without the dashes of their reference', async () => {
    await migrate(desk.database);
    const [first] = await SubjectRequest.findAll({ order: ['id'] });
    for (const q of ['lukasz', 'GROSSMANN', 'groessmann', String(first?.reference.replaceAll('-', ''))])
      assert.deepEqual(await namesFound(q), ['Łukasz Größmann'], q);
    for (const q of ['soeren', 'Soren', 'duric', 'Djuric'])
      assert.deepEqual(await namesFound(q), ['Søren Djurić'], q);
  });

  it('are not found by words that had been taken out of them', async () => {
    await migrate(desk.database);
    assert.deepEqual(await namesFound('forgotten'), []);
  });

  it('are found by their customer number once the job has noted it, which it does once', async () => {
    await migrate(desk.database);
    assert.deepEqual(await namesFound('KD-1'), []);
    assert.deepEqual([await noteCustomerNumbers(desk), await noteCustomerNumbers(desk)], [3, 0]);
    assert.deepEqual(await namesFound('kd1'), ['Łukasz Größmann']);
  });

  it('are found by whose data it is once the job has noted it', async () => {
    const details = { about: '', behalf: { name: 'Đorđe Čović', relation: 'His lawyer' } };
    await migrate(desk.database);
    await receive(desk, desk.organisation, { person: { name: 'Ada Example' }, details });
    await desk.database.query("UPDATE subject_requests SET client_name = NULL, search_text = 'ada example'");
    assert.deepEqual(await namesFound('covic'), []);
    assert.deepEqual([await noteCustomerNumbers(desk), await noteCustomerNumbers(desk)], [4, 0]);
    for (const q of ['djordje', 'Đorđe', 'ada']) assert.ok((await namesFound(q)).includes('Ada Example'), q);
    assert.deepEqual(await namesFound('covic'), ['Ada Example']);
  });
});
