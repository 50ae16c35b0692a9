import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DeadlineRow } from '../../models/deadline.ts';
import { verifyChains } from '../../models/event/verify.ts';
import { Letter } from '../../models/letter.ts';
import { Organisation } from '../../models/organisation.ts';
import { rehearsalSeed } from '../../models/rehearsal/seed.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { addSystem } from '../../models/system/save.ts';
import { System } from '../../models/system.ts';
import { User } from '../../models/user.ts';
import { invent, plant } from '../../rehearsal/fill.ts';
import { keepingMailer, mailsIn } from '../../rehearsal/mails.ts';
import { emptyDatabase } from '../support/database.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { temporaryFolder } from '../support/process.ts';
import { staffMemberOf } from '../support/requests.ts';
import { systemForm } from '../support/systems.ts';

/** A law in its version of 1 January 2027, tried five weeks before. */
const NOT_YET = 'ccpa@2027';

describe('A rehearsal as it begins', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  const mails = join(folder, 'mails.jsonl');
  let desk: TestDesk;
  let requests: SubjectRequest[];

  before(async () => {
    desk = await deskForTests({ at: '2026-11-30T09:00:00Z' });
    const by = await staffMemberOf(desk, desk.organisation, 'handler');
    await addSystem(
      desk,
      await staffMemberOf(desk, desk.organisation),
      systemForm({ name: 'Accounts', ownerName: 'Ingrid', ownerEmail: 'ingrid@real.example.com' }),
    );
    const wishes = { role: 'dpo', policy: NOT_YET, mails: false } as const;
    const seed = JSON.parse(JSON.stringify(await rehearsalSeed(desk, by, wishes)));
    await emptyDatabase();
    await plant(desk, seed);
    await invent(desk, seed, (moved) => keepingMailer(moved, mails, () => undefined));
    requests = await SubjectRequest.findAll({ order: ['id'] });
  });
  after(remove);

  it('has requests in every state that a morning has: fresh, in hand, waiting, near their date and late', async () => {
    assert.equal(requests.length, 13);
    assert.deepEqual([...new Set(requests.map(({ status }) => status))].sort(), [
      'open',
      'unverified',
      'waiting',
    ]);
    assert.ok(requests.every(({ receivedAt }) => receivedAt <= desk.clock()));
    assert.ok((await DeadlineRow.count({ where: { state: 'running' } })) > 13);
  });

  it('counts by the policy that was chosen, also before the day on which it comes into force', () => {
    assert.deepEqual([...new Set(requests.map((one) => `${one.policyId}@${one.policyVersion}`))], [NOT_YET]);
  });

  it('has a log that holds, as on any desk', async () => {
    const { firstBroken, events } = await verifyChains(desk);
    assert.equal(firstBroken, null);
    assert.ok(events > 40, `${events}`);
  });

  it('has invented people alone, whose addresses nobody owns, and a name that says what it is', async () => {
    const [organisation] = await Organisation.findAll();
    assert.equal(organisation?.name, 'Rehearsal: Example Hosting');
    const people = requests.flatMap(({ personEmail }) => personEmail ?? []);
    const owners = (await System.findAll()).map(({ ownerEmail }) => ownerEmail);
    assert.ok(people.length > 8);
    for (const address of [...people, ...owners]) assert.match(address, /@example\.org$/);
    assert.ok(mailsIn(mails).every(({ to }) => /@example\.org>?$/.test(to)));
    assert.equal(await Letter.count({ where: { state: 'failed' } }), 0);
  });

  it('has its user in the role they chose beside two invented colleagues, none with a password', async () => {
    const users = await User.findAll({ order: ['id'] });
    assert.deepEqual(
      users.map(({ name, passwordHash }) => [name, passwordHash]),
      [
        ['A handler', null],
        ['Camille Moreau', null],
        ['Jonas Węgrzyn', null],
      ],
    );
    assert.ok(requests.some(({ assigneeId }) => assigneeId === users[0]?.id));
  });
});
