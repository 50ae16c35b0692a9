import assert from 'node:assert/strict';
import { ACTIONS } from '../../domain/lifecycle/vocabulary.ts';
import { AGENTS, assertMay, may, ROLES, TASKS } from '../../domain/permissions.ts';

// Written out by hand, task by task, from what the documentation promises: whoever changes a permission changes it here too.
const WHO_MAY: Record<string, string> = {
  'keep-view': 'dpo handler reader',
  'share-view': 'dpo handler',
  'keep-phrase': 'dpo handler',
  'change-shared-view': 'dpo',
  'read-requests': 'dpo handler reader',
  'send-request': 'person',
  'log-request': 'dpo handler',
  'export-requests': 'dpo handler command-line',
  'import-requests': 'dpo command-line',
  'read-files': 'dpo handler',
  'keep-files': 'dpo handler',
  'keep-typed': 'person',
  'read-outbox': 'dpo',
  'work-outbox': 'dpo',
  'read-settings': 'administrator dpo',
  'change-settings': 'administrator dpo',
  'read-policies': 'administrator dpo handler reader',
  'read-systems': 'administrator dpo handler reader command-line',
  'change-systems': 'administrator dpo command-line',
  'manage-users': 'administrator dpo command-line',
  'examine-desk': 'administrator dpo',
  'note-absence': 'dpo handler reader',
  'confirm-identity': 'dpo handler',
  'ask-identity': 'dpo handler',
  'reject-identity': 'dpo',
  'ask-clarification': 'dpo handler',
  'record-clarification': 'dpo handler',
  'undo-clarification': 'dpo handler',
  pause: 'dpo',
  'undo-pause': 'dpo',
  resume: 'dpo',
  extend: 'dpo',
  'undo-extension': 'dpo',
  fulfil: 'dpo handler',
  'undo-fulfilment': 'dpo handler',
  'cancel-clock': 'dpo',
  answer: 'dpo',
  'end-rest': 'dpo',
  refuse: 'dpo',
  withdraw: 'dpo person',
  close: 'dpo',
  reopen: 'dpo',
  'remind-mailbox': 'dpo handler',
  assign: 'dpo handler',
  tag: 'dpo handler',
  untag: 'dpo handler',
  relate: 'dpo handler',
  rehearse: 'administrator dpo handler reader',
  'mark-spam': 'dpo',
  'unmark-spam': 'dpo system',
  merge: 'dpo',
  unmerge: 'dpo system',
  'end-merger': 'dpo system',
  'correct-person': 'dpo handler',
  'correct-right': 'dpo',
  'correct-receipt': 'dpo',
  note: 'dpo handler',
  'write-message': 'dpo handler',
  'mark-read': 'dpo handler',
  'mark-unread': 'dpo handler',
  'undo-decision': 'dpo',
  'record-reply': 'dpo handler',
  'reject-reply': 'dpo',
  'resend-letter': 'dpo',
  'correct-address': 'dpo',
  'send-answer-again': 'dpo',
  'send-transmission': 'dpo',
  'decline-transmission': 'dpo',
  'end-transmission': 'dpo',
  'ask-transmission': 'person',
  'fetch-transmission': 'provider',
  'record-return': 'dpo',
  'undo-return': 'dpo',
  'set-aside-return': 'dpo',
  'undo-set-aside': 'dpo',
  'record-posting': 'dpo',
  'print-letter': 'dpo handler',
  'change-basis': 'dpo',
  'hand-out': 'dpo',
  'answer-task': 'owner',
  'chase-task': 'system',
  'confirm-mailbox': 'person',
  'leave-message': 'person',
  'send-code': 'person',
  'open-answer': 'person',
  'record-delivery': 'system',
};

describe('Who may do what', () => {
  for (const task of [...TASKS, ...ACTIONS]) {
    it(`${task}: ${WHO_MAY[task]}, and nobody else`, () => {
      const able = [...ROLES, ...AGENTS].filter((role) => may(role, task));
      assert.equal(able.join(' '), WHO_MAY[task]);
    });

    it(`${task} is refused to the others with the name of the task`, () => {
      for (const role of [...ROLES, ...AGENTS]) {
        if (WHO_MAY[task]?.split(' ').includes(role)) assertMay({ role }, task);
        else
          assert.throws(() => assertMay({ role }, task), { code: 'not-permitted', data: { action: task } });
      }
    });
  }

  it('lists each role, agent, task and action once', () => {
    for (const list of [ROLES, AGENTS, [...TASKS, ...ACTIONS]])
      assert.deepEqual(
        list.filter((one, place) => (list as readonly string[]).indexOf(one) !== place),
        [],
      );
  });

  it('lists no task that is not there', () => {
    const known: readonly string[] = [...TASKS, ...ACTIONS];
    assert.deepEqual(
      Object.keys(WHO_MAY).filter((task) => !known.includes(task)),
      [],
    );
  });
});
