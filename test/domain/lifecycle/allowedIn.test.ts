import assert from 'node:assert/strict';
import { isAllowedIn } from '../../../domain/lifecycle/allowedIn.ts';
import type { Status } from '../../../domain/lifecycle/status.ts';
import { ACTIONS, type Action } from '../../../domain/lifecycle/vocabulary.ts';

const allowedIn = (status: Status): Action[] => ACTIONS.filter((action) => isAllowedIn(status, action));

describe('The status of a request', () => {
  it('closed, allows what decides nothing: letters late or back, messages, notes, tags, corrections of the person, that backups are gone, and the same answer once more, also to a provider; to take apart what was merged and to take back a mark as spam; and to reopen it', () => {
    assert.deepEqual(allowedIn('closed'), [
      'send-answer-again',
      'send-transmission',
      'decline-transmission',
      'end-transmission',
      'unmark-spam',
      'reopen',
      'tag',
      'untag',
      'relate',
      'unmerge',
      'correct-person',
      'note',
      'write-message',
      'mark-read',
      'mark-unread',
      'record-reply',
      'resend-letter',
      'correct-address',
      'record-return',
      'set-aside-return',
      'record-posting',
      'print-letter',
      'answer-task',
      'chase-task',
      'confirm-mailbox',
      'leave-message',
      'ask-transmission',
      'send-code',
      'open-answer',
      'fetch-transmission',
      'record-delivery',
      'end-merger',
    ]);
  });

  it('answered, whether a promise still runs or not, allows no other decision on the request; what was announced may follow', () => {
    const decisions: Action[] = ['extend', 'answer', 'refuse', 'reject-identity', 'withdraw', 'pause'];
    assert.deepEqual(
      (['answered', 'purge-pending'] as const).map((status) =>
        decisions.filter((action) => isAllowedIn(status, action)),
      ),
      [[], ['answer']],
    );
  });

  it('answered with a deletion that still runs, allows to keep or to cancel that promise, not to close', () => {
    assert.deepEqual(
      (['fulfil', 'cancel-clock', 'close'] as const).map((action) => isAllowedIn('purge-pending', action)),
      [true, true, false],
    );
  });

  it('waiting for the person, allows besides what an open request does to record their reply and to give up on them', () => {
    const open = allowedIn('open');
    assert.deepEqual(
      allowedIn('waiting').filter((action) => !open.includes(action)),
      ['record-clarification', 'resume', 'close'],
    );
    assert.deepEqual(
      open.filter((action) => !isAllowedIn('waiting', action)),
      [],
    );
  });

  it('unverified, allows to refuse, not to answer, to extend or to pause: nobody has shown who asks', () => {
    assert.deepEqual(
      (['refuse', 'answer', 'extend', 'pause', 'ask-clarification'] as const).map((action) =>
        isAllowedIn('unverified', action),
      ),
      [true, false, false, false, false],
    );
  });
});
