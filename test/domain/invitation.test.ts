import assert from 'node:assert/strict';
import { askedToAccept, type LinkProof, type PasswordAsked } from '../../domain/invitation.ts';

describe('What accepting an invitation asks for', () => {
  const rows: [string, boolean, LinkProof | null, LinkProof, PasswordAsked][] = [
    ['an account without a password, by mail: one is chosen', false, null, 'mailbox', 'new-password'],
    ['an account without a password, by the outbox: one is chosen', false, null, 'shown', 'new-password'],
    [
      'an account without a password, by the operator: one is chosen',
      false,
      null,
      'operator',
      'new-password',
    ],
    ['a password set by the mailbox, by mail: nothing more', true, 'mailbox', 'mailbox', 'nothing'],
    ['a password set by the mailbox, by the outbox: nothing more', true, 'mailbox', 'shown', 'nothing'],
    ['a password set by the operator’s link, by mail: nothing more', true, 'operator', 'mailbox', 'nothing'],
    ['a password set by a shown link, by mail: a new one', true, 'shown', 'mailbox', 'new-password'],
    ['a password set by a shown link, by the operator: a new one', true, 'shown', 'operator', 'new-password'],
    [
      'a password set by a shown link, by the outbox: the same one',
      true,
      'shown',
      'shown',
      'current-password',
    ],
    ['a password of an older release, by mail: a new one', true, null, 'mailbox', 'new-password'],
    ['a password of an older release, by the outbox: the same one', true, null, 'shown', 'current-password'],
  ];
  for (const [says, hasPassword, passwordProof, link, asked] of rows) {
    it(says, () => assert.equal(askedToAccept({ hasPassword, passwordProof }, link), asked));
  }
});
