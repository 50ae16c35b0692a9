import type { Action } from './lifecycle/vocabulary.ts';

/** What a user is in one organisation (INTERFACES: command `user create`). */
export const ROLES = ['administrator', 'dpo', 'handler', 'reader'] as const;
export type Role = (typeof ROLES)[number];

/** Everything that needs leave, beside the life-cycle's actions. */
export const TASKS = [
  'read-requests',
  'log-request',
  'export-requests',
  'read-files',
  'read-outbox',
  'work-outbox',
  'read-settings',
  'change-settings',
  'read-policies',
  'manage-users',
] as const;
export type Task = (typeof TASKS)[number] | Action;

const READER: Task[] = ['read-requests', 'read-policies'];
const HANDLER: Task[] = [
  ...READER,
  'log-request',
  'read-files',
  'export-requests',
  'confirm-identity',
  'ask-identity',
  'ask-clarification',
  'record-clarification',
  'assign',
  'fulfil',
  'note',
];
const DPO: Task[] = [
  ...HANDLER,
  'read-outbox',
  'work-outbox',
  'read-settings',
  'change-settings',
  'manage-users',
  'reject-identity',
  'pause',
  'resume',
  'extend',
  'answer',
  'refuse',
  'cancel-clock',
  'withdraw',
  'close',
  'reopen',
  'correct-receipt',
];
/** An administrator keeps the desk running and sees nobody's request. */
const ADMINISTRATOR: Task[] = ['read-settings', 'change-settings', 'read-policies', 'manage-users'];

const TASKS_OF: Record<Role, ReadonlySet<Task>> = {
  administrator: new Set(ADMINISTRATOR),
  dpo: new Set(DPO),
  handler: new Set(HANDLER),
  reader: new Set(READER),
};

/** Whether a role may do a task. The one question that every staff route asks. */
export const may = (role: Role, task: Task): boolean => TASKS_OF[role].has(task);

/** The roles that may do a task, for the words of a refusal. */
export const rolesThatMay = (task: Task): Role[] => ROLES.filter((role) => may(role, task));
