import type { Action } from './lifecycle/vocabulary.ts';
import { RuleViolation } from './ruleViolation.ts';

/** What a user is in one organisation. */
export const ROLES = ['administrator', 'dpo', 'handler', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts without being a user: the person who asks, the owner of systems, a provider, the desk's own jobs, and the operator who runs a command on the server. */
export const AGENTS = ['person', 'owner', 'provider', 'system', 'command-line'] as const;
export type Agent = (typeof AGENTS)[number];
/** In which capacity somebody acts. There always is one: nothing is done that nobody answers for. */
export type Capacity = Role | Agent;

/** Everything that needs a permission, besides the actions on a request. */
export const TASKS = [
  'read-requests',
  'keep-view',
  'share-view',
  'change-shared-view',
  'send-request',
  'log-request',
  'export-requests',
  'import-requests',
  'read-files',
  'keep-files',
  'keep-typed',
  'read-outbox',
  'work-outbox',
  'read-settings',
  'change-settings',
  'read-policies',
  'read-systems',
  'change-systems',
  'manage-users',
  'examine-desk',
  'note-absence',
  'keep-phrase',
  'rehearse',
] as const;
export type Task = (typeof TASKS)[number] | Action;

const READER: Task[] = [
  'read-requests',
  'keep-view',
  'read-policies',
  'read-systems',
  'note-absence',
  'rehearse',
];
const HANDLER: Task[] = [
  ...READER,
  'share-view',
  'keep-phrase',
  'log-request',
  'read-files',
  'keep-files',
  'export-requests',
  'confirm-identity',
  'ask-identity',
  'ask-clarification',
  'record-clarification',
  'undo-clarification',
  'remind-mailbox',
  'assign',
  'tag',
  'untag',
  'fulfil',
  'undo-fulfilment',
  'note',
  'write-message',
  'mark-read',
  'mark-unread',
  'record-reply',
  'print-letter',
  'correct-person',
  'relate',
];
const DPO: Task[] = [
  ...HANDLER,
  'change-shared-view',
  'import-requests',
  'read-outbox',
  'work-outbox',
  'read-settings',
  'change-settings',
  'change-systems',
  'manage-users',
  'examine-desk',
  'reject-identity',
  'reject-reply',
  'pause',
  'undo-pause',
  'resume',
  'extend',
  'undo-extension',
  'answer',
  'end-rest',
  'send-answer-again',
  'send-transmission',
  'decline-transmission',
  'end-transmission',
  'refuse',
  'cancel-clock',
  'withdraw',
  'close',
  'reopen',
  'undo-decision',
  'resend-letter',
  'correct-address',
  'record-return',
  'undo-return',
  'set-aside-return',
  'undo-set-aside',
  'correct-right',
  'correct-receipt',
  'record-posting',
  'hand-out',
  'change-basis',
  'merge',
  'unmerge',
  'end-merger',
  'mark-spam',
  'unmark-spam',
];
/** An administrator keeps the desk running and sees no requests. */
const ADMINISTRATOR: Task[] = [
  'read-settings',
  'change-settings',
  'read-policies',
  'read-systems',
  'change-systems',
  'manage-users',
  'examine-desk',
  'rehearse',
];
/** By a secret link or the public form, and only about their own request. */
const PERSON: Task[] = [
  'send-request',
  'confirm-mailbox',
  'leave-message',
  'ask-transmission',
  'withdraw',
  'send-code',
  'open-answer',
  'keep-typed',
];
/** The provider that a person's data go to at their wish (Art. 20(2)), by its link. */
const PROVIDER: Task[] = ['fetch-transmission'];
/** The owner of systems, by their link. */
const OWNER: Task[] = ['answer-task'];
/** The desk's own jobs decide nothing. They record what became of a letter, see to it that somebody answers, and let a request go on by itself whose owner opened the link in its mailbox. */
const SYSTEM: Task[] = ['record-delivery', 'chase-task', 'unmerge', 'end-merger', 'unmark-spam'];
/** The operator of the server adds users and systems, takes registers in and out, and decides nothing about requests. */
const COMMAND_LINE: Task[] = [
  'manage-users',
  'read-systems',
  'change-systems',
  'export-requests',
  'import-requests',
];

const TASKS_OF: Record<Capacity, ReadonlySet<Task>> = {
  administrator: new Set(ADMINISTRATOR),
  dpo: new Set(DPO),
  handler: new Set(HANDLER),
  reader: new Set(READER),
  person: new Set(PERSON),
  owner: new Set(OWNER),
  provider: new Set(PROVIDER),
  system: new Set(SYSTEM),
  'command-line': new Set(COMMAND_LINE),
};

/** Whether somebody may do a task. Every staff route asks this, and again every model that writes. */
export const may = (role: Capacity, task: Task): boolean => TASKS_OF[role].has(task);

/** Throws `not-permitted` unless they may. Models ask before they write, whatever a route has asked before. */
export function assertMay({ role }: { role: Capacity }, task: Task): void {
  if (!may(role, task)) throw new RuleViolation('not-permitted', { action: task });
}

/** The roles that may do a task, for the message of a refusal. */
export const rolesThatMay = (task: Task): Role[] => ROLES.filter((role) => may(role, task));
