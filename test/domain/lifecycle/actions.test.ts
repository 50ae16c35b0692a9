import assert from 'node:assert/strict';
import { allowedActions, isPossible, obstacleTo } from '../../../domain/lifecycle/actions.ts';
import { STATUSES } from '../../../domain/lifecycle/status.ts';
import { ACTIONS } from '../../../domain/lifecycle/vocabulary.ts';
import { may, ROLES } from '../../../domain/permissions.ts';
import { now } from '../../support/circumstances.ts';

describe('What may be done', () => {
  it('extends once, never twice (Art. 12(3): three months in all)', () => {
    assert.ok(isPossible(now({}), 'extend'));
    assert.ok(!isPossible(now({ extensionDecided: true }), 'extend'));
  });

  it('takes back what waits for its letter, sends again what did not arrive, sets aside what came back: nothing else', () => {
    for (const action of ['undo-decision', 'resend-letter', 'set-aside-return'] as const)
      assert.ok(!isPossible(now({}), action), action);
    assert.ok(isPossible(now({ untold: [{ decision: 'answer-decided' }] }), 'undo-decision'));
    assert.ok(isPossible(now({ undelivered: 'refused' }), 'resend-letter'));
    assert.ok(isPossible(now({ returned: true }), 'set-aside-return'));
  });

  it('answers no request whose mailbox is not confirmed and whose person is not known', () => {
    assert.ok(!isPossible(now({ status: 'unverified' }), 'answer'));
  });

  it('closes a purge-pending request by no role', () => {
    for (const role of ROLES)
      assert.ok(!allowedActions(now({ status: 'purge-pending' }), role).includes('close'));
  });

  it('gives a reader and an administrator no verb at all', () => {
    for (const role of ['reader', 'administrator'] as const)
      assert.deepEqual(allowedActions(now({}), role), []);
  });

  it('leaves decisions on the right itself to the DPO', () => {
    for (const action of ['refuse', 'extend', 'answer', 'close', 'reject-identity', 'reopen'] as const) {
      assert.deepEqual(
        ROLES.filter((role) => may(role, action)),
        ['dpo'],
      );
    }
  });

  it('allows each action somewhere, to somebody', () => {
    const statuses = ['unverified', 'open', 'waiting', 'purge-pending', 'answered', 'closed'] as const;
    const somebody = ['dpo', 'person', 'owner', 'provider', 'system'] as const;
    const recorded = (
      [
        'clarified',
        'paused',
        'extension-decided',
        'fulfilled',
        'letter-returned',
        'return-set-aside',
        'message-received',
      ] as const
    ).map((name) => ({
      name,
      about: null,
    }));
    const somewhere = statuses.flatMap((status) =>
      [true, false].flatMap((open) =>
        somebody.flatMap((role) =>
          allowedActions(
            now({
              status,
              clarificationOpen: open,
              pauseOpen: open,
              replyTaken: open,
              unread: open,
              recorded: [
                ...recorded,
                { name: 'answered', about: 'mail' },
                ...(open
                  ? []
                  : ([
                      { name: 'merged', about: null },
                      { name: 'marked-spam', about: null },
                    ] as const)),
              ],
              untold: open ? [{ decision: 'answer-decided' }] : [],
              restOutstanding: !open,
              undelivered: open ? 'refused' : null,
              returned: open,
              tagged: open,
            }),
            role,
          ),
        ),
      ),
    );
    somewhere.push(...allowedActions(now({ status: 'unverified', recorded: [] }), 'dpo'));
    assert.deepEqual(
      ACTIONS.filter((action) => !somewhere.includes(action)),
      [],
    );
  });
});

describe('What stands in the way', () => {
  it('of closing while a deletion still runs is that promise, by its clock', () => {
    const obstacle = obstacleTo(
      now({ status: 'purge-pending', cancellable: ['account-deletion', 'other-data-deletion'] }),
      'close',
    );
    assert.equal(obstacle?.code, 'promise-open');
    assert.deepEqual(obstacle?.data, { clocks: 'account-deletion, other-data-deletion' });
  });

  it('of answering once more or reopening after an answer is that nothing of it was announced to follow', () => {
    for (const action of ['answer', 'reopen', 'end-rest'] as const)
      assert.deepEqual(
        [false, true].map(
          (restOutstanding) => obstacleTo(now({ status: 'purge-pending', restOutstanding }), action)?.code,
        ),
        ['not-allowed', undefined],
      );
  });

  it('of closing while the rest of an answer is to come is that rest', () => {
    const obstacle = obstacleTo(now({ status: 'purge-pending', restOutstanding: true }), 'close');
    assert.equal(obstacle?.code, 'rest-outstanding');
  });

  it('of closing an open request is that nobody has answered it', () => {
    assert.equal(obstacleTo(now({}), 'close')?.code, 'not-allowed');
  });

  it('of a message is nothing: the person may write about a closed request, and is answered', () => {
    for (const status of STATUSES)
      for (const action of ['leave-message', 'write-message'] as const)
        assert.equal(obstacleTo(now({ status }), action), undefined);
  });

  it('of marking as read is that nothing is unread, and of marking as unread that nothing was read', () => {
    const recorded = [{ name: 'message-received' as const, about: null }];
    assert.deepEqual(
      [now({}), now({ recorded }), now({ recorded, unread: true })].map((each) => [
        isPossible(each, 'mark-read'),
        isPossible(each, 'mark-unread'),
      ]),
      [
        [false, false],
        [false, true],
        [true, false],
      ],
    );
  });

  it('of confirming a mailbox is that it is confirmed, or the request closed', () => {
    const recorded = [{ name: 'mailbox-confirmed' as const, about: null }];
    assert.ok(isPossible(now({ status: 'unverified' }), 'confirm-mailbox'));
    assert.ok(!isPossible(now({ status: 'unverified', recorded }), 'confirm-mailbox'));
    assert.ok(!isPossible(now({ status: 'closed' }), 'confirm-mailbox'));
  });

  it('of a pause is one that runs, or a policy that has none where the organisation answers', () => {
    assert.ok(isPossible(now({}), 'pause'));
    assert.ok(!isPossible(now({ pauseOpen: true }), 'pause'));
    assert.ok(!isPossible(now({ pauseInPolicy: false }), 'pause'));
  });

  it('of keeping one promise is that it is kept, cancelled or never was', () => {
    for (const action of ['fulfil', 'cancel-clock'] as const) {
      assert.ok(isPossible(now({}), action));
      assert.ok(isPossible(now({}), action, 'account-deletion'));
      assert.ok(!isPossible(now({}), action, 'other-data-deletion'));
      assert.ok(!isPossible(now({}), action, ''));
      assert.ok(!isPossible(now({ openPromises: [], cancellable: [] }), action));
    }
  });

  it('of moving the dates to other rules is that the request is closed: closed ones never move', () => {
    const where = STATUSES.filter((status) => isPossible(now({ status }), 'change-basis'));
    assert.deepEqual(where, ['unverified', 'open', 'waiting', 'purge-pending', 'answered']);
  });
});
