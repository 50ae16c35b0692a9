import assert from 'node:assert/strict';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { emptySystem } from '../../../domain/systems/systemForm.ts';
import { noteClosure } from '../../../models/absence/note.ts';
import { byPerson } from '../../../models/desk.ts';
import { LetterTemplate } from '../../../models/letterTemplate.ts';
import { changeOrganisation } from '../../../models/organisation/change.ts';
import { Organisation } from '../../../models/organisation.ts';
import { isRehearsalOpen, noteBegun, noteEnded, rehearsalsNoted } from '../../../models/rehearsal/notes.ts';
import { rehearsalSeed } from '../../../models/rehearsal/seed.ts';
import { addSystems } from '../../../models/system/save.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const WISHES = { role: 'dpo', policy: '', mails: false } as const;

describe('What a rehearsal takes over from the desk', () => {
  let desk: TestDesk;
  let by: Awaited<ReturnType<typeof staffMemberOf>>;

  beforeEach(async () => {
    desk = await deskForTests();
    by = await staffMemberOf(desk, desk.organisation);
  });

  it('is the settings, the closures, the letters and the register, with addresses that reach nobody', async () => {
    const { organisation } = desk;
    await changeOrganisation(desk, by, organisation.version, {
      ...organisation.get({ plain: true }),
      policy: 'gdpr-eu',
      languages: ['en'],
      escalationAddress: 'board@real.example.com',
    });
    await noteClosure(desk, by, { from: '2026-12-24', until: '2027-01-02', who: 0, deputy: 0 } as never);
    const owned = (name: string, ownerEmail: string) => ({
      ...emptySystem('en'),
      ...{
        name,
        ownerEmail,
        ownerName: 'Ingrid',
        categories: ['contact'],
        deputyEmail: 'ola@real.example.com',
      },
    });
    await addSystems(desk, by, [
      owned('Accounts', 'ingrid@real.example.com'),
      owned('Billing', 'ingrid@real.example.com'),
    ]);
    await LetterTemplate.create({
      ...{ organisationId: organisation.id, kind: 'receipt', right: null, policy: null, language: 'en' },
      ...{ subject: 'We have it', body: 'Ours', isUsed: true, createdAt: desk.clock() },
    });
    const seed = await rehearsalSeed(desk, by, WISHES);
    assert.deepEqual(
      seed.templates.map(({ kind, subject, isUsed }) => [kind, subject, isUsed]),
      [['receipt', 'We have it', true]],
    );
    assert.equal(seed.organisation.name, 'Example Hosting');
    assert.equal(seed.organisation.replyAddress, 'reply@example.org');
    assert.equal(seed.organisation.escalationAddress, 'escalation@example.org');
    assert.deepEqual(
      seed.systems.map(({ name, ownerEmail, deputyEmail }) => [name, ownerEmail, deputyEmail]),
      [
        ['Accounts', 'owner-1@example.org', 'owner-2@example.org'],
        ['Billing', 'owner-1@example.org', 'owner-2@example.org'],
      ],
    );
    assert.deepEqual(
      seed.closures.map(({ fromOn, untilOn }) => [fromOn, untilOn]),
      [['2026-12-24', '2027-01-02']],
    );
    assert.doesNotMatch(JSON.stringify(seed), /real\.example\.com/);
  });

  it('has no person who asked, no other colleague, no key and no other organisation', async () => {
    await received(desk, desk.organisation, {
      person: { name: 'Nadia Zwetkow', email: 'nadia@example.org' },
    });
    await staffMemberOf(desk, desk.organisation, 'handler');
    await anotherOrganisation(desk);
    const text = JSON.stringify(await rehearsalSeed(desk, by, WISHES));
    assert.doesNotMatch(text, /Zwetkow|nadia@|A handler|wrappedKey|Organisation other|passwordHash/);
  });

  it('may be another policy, also one by its version; one that the desk does not have is refused', async () => {
    const policy = 'scalingo-privacy@2015';
    assert.equal((await rehearsalSeed(desk, by, { ...WISHES, policy })).policy, policy);
    await assert.rejects(
      rehearsalSeed(desk, by, { ...WISHES, policy: 'no-such-law' }),
      (error) =>
        error instanceof RuleViolation && error.code === 'policy-unknown' && error.field === 'policy',
    );
  });

  it('is given to staff alone', async () => {
    await assert.rejects(rehearsalSeed(desk, byPerson(desk.organisation.id), WISHES), /not-permitted/);
  });
});

describe('The log of the real desk', () => {
  it('has who began a rehearsal, who ended it and how far it was played, each once', async () => {
    const desk = await deskForTests();
    const by = await staffMemberOf(desk, desk.organisation);
    const other = await staffMemberOf(desk, desk.organisation);
    await noteBegun(desk, by, { ...WISHES, policy: 'gdpr-eu' });
    assert.deepEqual([await isRehearsalOpen(by), await isRehearsalOpen(other)], [true, false]);
    await assert.rejects(noteBegun(desk, by, WISHES), /rehearsal-there/); // pressed twice
    desk.clock.advance({ hours: 2 });
    await noteEnded(desk, other, undefined); // who has none
    await noteEnded(desk, by, new Date('2026-03-22T09:00:00Z'));
    await noteEnded(desk, by, undefined); // pressed twice
    const { changes } = await rehearsalsNoted(by);
    assert.deepEqual(
      changes.map(({ at, actor, is }) => [at.toISOString(), actor, is]),
      [
        ['2026-03-02T11:00:00.000Z', by.actor, { state: 'ended', clockAt: '2026-03-22T09:00:00.000Z' }],
        ['2026-03-02T09:00:00.000Z', by.actor, { state: 'begun', role: 'dpo', policy: 'gdpr-eu' }],
      ],
    );
    const elsewhere = await anotherOrganisation(desk);
    assert.equal((await rehearsalsNoted({ ...by, organisationId: elsewhere.id })).total, 0);
    assert.equal(await Organisation.count(), 2);
  });
});
