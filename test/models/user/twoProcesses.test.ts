import assert from 'node:assert/strict';
import type { Role } from '../../../domain/permissions.ts';
import type { By } from '../../../models/desk.ts';
import { Invitation } from '../../../models/invitation.ts';
import { Membership } from '../../../models/membership.ts';
import type { Organisation } from '../../../models/organisation.ts';
import { Session, saveSession } from '../../../models/session.ts';
import { firstAccountLink } from '../../../models/user/firstAccount.ts';
import { invitationLink } from '../../../models/user/invite.ts';
import { isPassword } from '../../../models/user/password.ts';
import { passwordResetLink } from '../../../models/user/setPassword.ts';
import { User } from '../../../models/user.ts';
import { PASSWORD, userWith } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { pairOfSuite } from '../../support/pair.ts';
import { staffMemberOf } from '../../support/requests.ts';

const tokenOf = (link: string | undefined) => link?.split('/').at(-1) ?? '';
const ADA = { email: 'ada@example.org', role: 'handler' as Role };
const GRACE = { email: 'grace@example.org', name: 'Grace', language: 'en', password: PASSWORD };

describe('Two processes at once, about who works at the desk', function () {
  this.timeout(30_000);
  const pair = pairOfSuite();
  let desk: TestDesk;
  let dpo: By & { userId: number };
  let other: Organisation;
  let theirDpo: By & { userId: number };
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
    other = await anotherOrganisation(desk);
    theirDpo = await staffMemberOf(desk, other);
  });
  const ada = () => User.findOne({ where: { email: ADA.email }, rejectOnEmpty: true });
  const openLinks = () => Invitation.count({ where: { usedAt: null } });

  for (const [one, another] of [
    ['changeRole', 'changeRole'],
    ['changeRole', 'removeMember'],
    ['removeMember', 'removeMember'],
  ] as const) {
    it(`by which two DPOs take each other’s place (${one}, ${another}): one of them stays`, async () => {
      const second = await staffMemberOf(desk, desk.organisation);
      const both = await pair.meet(
        desk,
        [one, dpo, second.userId, 'reader'],
        [another, second, dpo.userId, 'reader'],
      );
      assert.deepEqual(both.sort(), ['done', 'nobody-in-charge']);
      const where = { organisationId: desk.organisation.id, role: 'dpo' as const };
      assert.equal(await Membership.count({ where }), 1);
    });
  }

  it('that take somebody out of their two organisations: the account is closed', async () => {
    const { id } = await userWith(desk, 'reader');
    await userWith(desk, 'reader', { organisation: other });
    await saveSession(desk, 'a token', { userId: id });
    const both = await pair.both(desk, 'removeMember', [dpo, id], [theirDpo, id]);
    assert.deepEqual(both, ['done', 'done']);
    assert.ok((await User.findByPk(id))?.disabledAt);
    assert.equal(await Session.count(), 0);
  });

  it('that take somebody out here and invite them there: the account stays open', async () => {
    const { id, email } = await userWith(desk, 'reader');
    const both = await pair.meet(
      desk,
      ['removeMember', dpo, id],
      ['inviteUser', theirDpo, { email, role: 'reader' }],
    );
    assert.deepEqual(both, ['done', 'done']);
    assert.equal((await User.findByPk(id))?.disabledAt, null);
  });

  it('that take the same member out: one does it, the other finds them gone', async () => {
    const { id } = await userWith(desk, 'reader');
    assert.deepEqual((await pair.both(desk, 'removeMember', [dpo, id])).sort(), ['done', 'not-found']);
  });

  for (const verb of ['inviteUser', 'invitationLink'] as const) {
    it(`that invite the same address (${verb}), at first and again, make one account with one link`, async () => {
      for (const _ of ['at first', 'again']) {
        assert.deepEqual(await pair.both(desk, verb, [dpo, ADA]), ['done', 'done']);
        assert.equal(await Membership.count({ where: { userId: (await ada()).id } }), 1);
        assert.equal(await openLinks(), 1);
      }
    });
  }

  it('that invite the same new address to two organisations make one account, with a link for each of them', async () => {
    assert.deepEqual(await pair.both(desk, 'inviteUser', [dpo, ADA], [theirDpo, ADA]), ['done', 'done']);
    const waiting = await Membership.count({ where: { userId: (await ada()).id, acceptedAt: null } });
    assert.deepEqual([waiting, await openLinks()], [2, 2]);
  });

  it('that make a link for a new password: one of the two opens', async () => {
    await userWith(desk, 'handler', { email: ADA.email });
    assert.deepEqual(await pair.both(desk, 'passwordResetLink', [ADA.email]), ['done', 'done']);
    assert.equal(await openLinks(), 1);
  });

  it('that use the same link: one sets its password, the other is told that the link was used', async () => {
    await userWith(desk, 'handler', { email: ADA.email });
    const token = tokenOf(await passwordResetLink(desk, ADA.email));
    const words = ['the first password', 'the second password'];
    const [one, two] = words.map((password) => [token, { name: 'Ada', password }]);
    const both = await pair.both(desk, 'setPassword', one as unknown[], two);
    assert.deepEqual(both.toSorted(), ['done', 'link-used']);
    assert.ok(await isPassword((await ada()).passwordHash, words[both.indexOf('done')] as string));
  });

  it('that accept the same invitation: one does, the other is told that the link was used', async () => {
    const token = tokenOf((await invitationLink(desk, dpo, ADA)).link);
    const given = [token, { name: 'Ada', password: PASSWORD }];
    assert.deepEqual((await pair.both(desk, 'acceptInvitation', given)).toSorted(), ['done', 'link-used']);
  });

  it('of which one accepts an invitation and one takes the person out: they are out', async () => {
    const token = tokenOf((await invitationLink(desk, dpo, ADA)).link);
    const [accepted, out] = await pair.meet(
      desk,
      ['acceptInvitation', token, { name: 'Ada', password: PASSWORD }],
      ['removeMember', dpo, (await ada()).id],
    );
    assert.ok(accepted === 'done' || accepted === 'link-used', accepted);
    assert.deepEqual([out, (await ada()).passwordHash], ['done', null]);
  });

  it('that use a link and make a new one: neither waits for the other for ever, and one at most stays open', async () => {
    await userWith(desk, 'handler', { email: ADA.email });
    const token = tokenOf(await passwordResetLink(desk, ADA.email));
    const [set, made] = await pair.meet(
      desk,
      ['setPassword', token, { name: 'Ada', password: PASSWORD }],
      ['passwordResetLink', ADA.email],
    );
    assert.ok(set === 'done' || set === 'link-used', set);
    assert.deepEqual([made, await openLinks()], ['done', 1]);
  });

  it('that log in by a password and change it: nobody stays logged in by the old one', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const { id, email, passwordHash } = await (await userWith(desk, 'reader')).reload();
      const token = tokenOf(await passwordResetLink(desk, email));
      const [set, kept] = await pair.meet(
        desk,
        ['setPassword', token, { name: '', password: PASSWORD }],
        ['keepLogIn', { id, passwordHash }, `token ${turn}`],
      );
      assert.equal(set, 'done');
      assert.ok(kept === 'done' || kept === 'no', kept);
      assert.equal(await Session.count(), 0);
    }
  });

  describe('on a desk without accounts', () => {
    beforeEach(async () => {
      await Membership.destroy({ where: {} });
      await User.destroy({ where: {} });
    });

    it('that start print two links, of which one opens', async () => {
      assert.deepEqual(await pair.both(desk, 'firstAccountLink', []), ['done', 'done']);
      assert.equal(await openLinks(), 1);
    });

    it('that make the first account: one does it, the other is told that the link was used', async () => {
      const token = tokenOf(await firstAccountLink(desk));
      const grace = [token, GRACE];
      const both = await pair.both(desk, 'makeFirstAccount', grace, [token, { ...GRACE, email: ADA.email }]);
      assert.deepEqual([both.sort(), await User.count()], [['done', 'link-used'], 1]);
    });

    it('that make the first account and invite the same address: there is one account', async () => {
      const token = tokenOf(await firstAccountLink(desk));
      const byCommand = {
        organisationId: other.id,
        actor: 'command-line' as const,
        role: 'command-line' as const,
      };
      const [made, invited] = await pair.meet(
        desk,
        ['makeFirstAccount', token, GRACE],
        ['inviteUser', byCommand, { email: GRACE.email, role: 'dpo' }],
      );
      assert.ok(made === 'done' || made === 'link-used', made);
      assert.deepEqual([invited, await User.count()], ['done', 1]);
    });
  });
});
