import assert from 'node:assert/strict';
import { type Circumstances, isPossible, obstacleTo } from '../../../domain/lifecycle/actions.ts';
import { STATUSES } from '../../../domain/lifecycle/status.ts';

const now = (changes: Partial<Circumstances>): Circumstances => ({
  status: 'open',
  identityConfirmed: false,
  extensionDecided: false,
  extension: 'by-period',
  clarificationOpen: false,
  pauseOpen: false,
  pauseInPolicy: true,
  openPromises: ['account-deletion'],
  cancellable: ['account-deletion'],
  recorded: [],
  replyTaken: false,
  unread: false,
  untold: [],
  undelivered: null,
  returned: false,
  ...changes,
});

describe('Taking something back', () => {
  const table = [
    ['undo-clarification', 'clarified'],
    ['undo-pause', 'paused'],
    ['undo-extension', 'extension-decided'],
    ['undo-fulfilment', 'fulfilled'],
  ] as const;
  for (const [action, name] of table) {
    const recorded = [{ name, about: 'account-deletion' }];
    it(`${action} needs that "${name}" stands`, () => {
      assert.equal(obstacleTo(now({}), action)?.code, 'nothing-to-undo');
      assert.equal(obstacleTo(now({ recorded }), action), undefined);
      const other = recorded.map((fact) => ({ ...fact, name: 'identity-asked' as const }));
      assert.equal(obstacleTo(now({ recorded: other }), action)?.code, 'nothing-to-undo');
    });

    it(`${action} is possible until the request is closed, and then by reopening only`, () => {
      const where = STATUSES.filter((status) => isPossible(now({ status, recorded }), action));
      assert.deepEqual(where, ['unverified', 'open', 'waiting', 'purge-pending', 'answered']);
      assert.equal(obstacleTo(now({ status: 'closed', recorded }), action)?.code, 'not-allowed');
    });
  }

  it('takes back the promise that was recorded as kept, and no other', () => {
    const recorded = [{ name: 'fulfilled' as const, about: 'account-deletion' }];
    assert.ok(isPossible(now({ recorded }), 'undo-fulfilment', 'account-deletion'));
    assert.ok(!isPossible(now({ recorded }), 'undo-fulfilment', 'other-data-deletion'));
    assert.ok(!isPossible(now({ recorded }), 'undo-fulfilment', ''));
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
