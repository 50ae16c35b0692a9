import type { Action } from './lifecycle/vocabulary.ts';
import { RuleViolation } from './ruleViolation.ts';

/** What a user is in one organisation. */
export const ROLES = ['administrator', 'dpo', 'handler', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts and is no user: the person who asks, the desk's own jobs, and whoever runs a command on the server. */
export const AGENTS = ['person', 'system', 'command-line'] as const;
export type Agent = (typeof AGENTS)[number];
/** As what somebody acts. There is always one: what nobody answers for is not done. */
export type Capacity = Role | Agent;

/** Everything that needs leave, beside the life-cycle's actions. */
export const TASKS = [
  'read-requests',
  'send-request',
  'log-request',
  'export-requests',
  'read-files',
  'keep-files',
  'keep-typed',
  'read-outbox',
  'work-outbox',
  'read-settings',
  'change-settings',
  'read-policies',
  'manage-users',
  'examine-desk',
] as const;
export type Task = (typeof TASKS)[number] | Action;

const READER: Task[] = ['read-requests', 'read-policies'];
const HANDLER: Task[] = [
  ...READER,
  'log-request',
  'read-files',
  'keep-files',
  'export-requests',
  'confirm-identity',
  'ask-identity',
  'ask-clarification',
  'record-clarification',
  'undo-clarification',
  'assign',
  'fulfil',
  'undo-fulfilment',
  'note',
  'write-message',
  'mark-read',
  'mark-unread',
  'record-reply',
  'print-letter',
  'correct-person',
];
const DPO: Task[] = [
  ...HANDLER,
  'read-outbox',
  'work-outbox',
  'read-settings',
  'change-settings',
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
  'change-basis',
];
/** An administrator keeps the desk running and sees nobody's request. */
const ADMINISTRATOR: Task[] = [
  'read-settings',
  'change-settings',
  'read-policies',
  'manage-users',
  'examine-desk',
];
/** By a secret link or the public form, and only about their own request. */
const PERSON: Task[] = [
  'send-request',
  'confirm-mailbox',
  'leave-message',
  'withdraw',
  'send-code',
  'open-answer',
  'keep-typed',
];
/** The desk's own jobs decide nothing: they record what became of a letter. */
const SYSTEM: Task[] = ['record-delivery'];
/** Whoever has the server lets people in; what happens to requests stays with them. */
const COMMAND_LINE: Task[] = ['manage-users'];

const TASKS_OF: Record<Capacity, ReadonlySet<Task>> = {
  administrator: new Set(ADMINISTRATOR),
  dpo: new Set(DPO),
  handler: new Set(HANDLER),
  reader: new Set(READER),
  person: new Set(PERSON),
  system: new Set(SYSTEM),
  'command-line': new Set(COMMAND_LINE),
};

/** Whether somebody may do a task. The one question that every staff route asks, and again every model that writes. */
export const may = (role: Capacity, task: Task): boolean => TASKS_OF[role].has(task);

/** Throws `not-permitted` unless they may: asked where the writing is done, whatever a route has asked before. */
export function assertMay({ role }: { role: Capacity }, task: Task): void {
  if (!may(role, task)) throw new RuleViolation('not-permitted', { action: task });
}

/** The roles that may do a task, for the words of a refusal. */
export const rolesThatMay = (task: Task): Role[] => ROLES.filter((role) => may(role, task));
