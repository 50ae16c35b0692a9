import assert from 'node:assert/strict';
import type { By } from '../../../models/desk.ts';
import { createOrganisation } from '../../../models/organisation/create.ts';
import { correctPerson } from '../../../models/subjectRequest/correctPerson.ts';
import { readRequest } from '../../../models/subjectRequest/page.ts';
import { relatedToPerson } from '../../../models/subjectRequest/related.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { receive, received, staffMemberOf } from '../../support/requests.ts';

describe('Other requests that may be of the same person', () => {
  let desk: TestDesk;
  let dpo: By;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
  });
  const from = (name: string, email: string | undefined, customerNumber = '') =>
    received(desk, desk.organisation, {
      person: { name, email },
      details: { about: '', customerNumber },
    });
  const relatedTo = async (reference: string) =>
    (await readRequest(desk, dpo, reference, 'dpo')).related.map(({ reference: of, ...same }) => [
      of,
      [same.sameMailbox && 'mailbox', same.sameCustomer && 'customer', same.sameName && 'name']
        .filter(Boolean)
        .join(' '),
    ]);

  it('have the mailbox, the customer number or the name in common, however they are written', async () => {
    const request = await from('Jürgen Müller', 'jm@example.org', 'C-838');
    const byMailbox = await from('J. M.', 'JM@example.org');
    const byCustomer = await from('Somebody', 'else@example.org', 'c 838');
    const byName = await from('Mueller, Juergen', undefined);
    await from('Jürgen Möller', 'other@example.org', 'C-839');
    assert.deepEqual(
      new Map((await relatedTo(request.reference)) as [string, string][]),
      new Map([
        [byName.reference, 'name'],
        [byCustomer.reference, 'customer'],
        [byMailbox.reference, 'mailbox'],
      ]),
    );
  });

  it('are not those that were asked with it, nor any of somebody without an address or a number', async () => {
    const { requests } = await receive(desk, desk.organisation, { rights: ['access', 'erasure'] });
    assert.deepEqual(await relatedTo(requests[0]?.reference ?? ''), []);
    const nobody = await from('Bo', undefined);
    await from('Cy', undefined);
    assert.deepEqual(await relatedTo(nobody.reference), []);
  });

  it('are looked for by what was corrected', async () => {
    const request = await from('Ada Exemple', 'a@example.org');
    const other = await from('Ada Example', 'b@example.org');
    const { reference } = request;
    await correctPerson(desk, dpo, { reference }, { noted: { personName: 'Ada Example' }, reason: 'Typing' });
    assert.deepEqual(await relatedTo(reference), [[other.reference, 'name']]);
  });

  it('are shown to staff who log a request by hand, and to nobody who may read none', async () => {
    const known = await from('Ada Example', 'ada@example.org');
    const asked = { name: 'ada example', email: 'ADA@example.org' };
    const [found] = await relatedToPerson(desk, dpo, asked);
    assert.deepEqual(found, {
      reference: known.reference,
      right: 'erasure',
      status: 'open',
      receivedOn: '2026-03-02',
      sameMailbox: true,
      sameCustomer: false,
      sameName: true,
    });
    await assert.rejects(relatedToPerson(desk, { ...dpo, role: 'person' }, asked), { code: 'not-permitted' });
    await assert.rejects(relatedToPerson(desk, { ...dpo, role: 'administrator' }, asked), {
      code: 'not-permitted',
    });
  });

  it('are never those of another organisation', async () => {
    const beside = { name: 'Beside', slug: 'beside', policy: 'gdpr-eu' };
    const { id: organisationId } = await createOrganisation(desk, beside);
    await received(desk, desk.organisation);
    const elsewhere: By = { ...dpo, organisationId };
    assert.deepEqual(
      await relatedToPerson(desk, elsewhere, { name: 'Ada Example', email: 'ada@example.org' }),
      [],
    );
  });
});
