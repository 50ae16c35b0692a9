import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { OwnerTask } from '../../models/task/ofOwner.ts';
import { longDate, longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { codeForm } from '../status/code.ts';

type TaskLine = { system: string; what: string; until: string };
export type LockedTasksPage = {
  frame: Frame;
  thanks: boolean;
  lead: string;
  /** Why they are asked again, after a restore. */
  restored?: string;
  lines: TaskLine[];
  form?: object;
};

type LockedTasksGiven = {
  tasks: OwnerTask[];
  email: string;
  token: string;
  thanks: boolean;
  organisation: { zone: string };
};

/** What waits for the owner of a link, without whom it is about; a button sends the code. View: `tasks/locked`. */
export function lockedTasksPage(
  base: FrameBase,
  { tasks, email, token, thanks, organisation: { zone } }: LockedTasksGiven,
): LockedTasksPage {
  const { t } = base;
  return {
    frame: { ...base, title: t('tasks:title'), indexed: false },
    thanks,
    lead: tasks.length > 0 ? t('tasks:locked', { email: masked(email) }) : t('tasks:none'),
    restored: restoredWords(base, tasks, zone),
    lines: tasks.map((task) => taskLine(base, task)),
    form:
      tasks.length > 0
        ? { action: at(base, `/tasks/${encodeURIComponent(token)}`), button: { text: t('tasks:sendCode') } }
        : undefined,
  };
}

/** Why somebody is asked again what they have perhaps answered: the desk was restored from a backup. */
export function restoredWords(
  { t, language }: FrameBase,
  tasks: readonly OwnerTask[],
  zone: string,
): string | undefined {
  const [from] = tasks.flatMap(({ lostFrom }) => lostFrom ?? []);
  return from && t('tasks:restored', { from: longMoment(from, language, zone) });
}

/** One task as a line: which system, what to do there, by when. */
export const taskLine = ({ t, language }: FrameBase, { system, kind, dueOn }: OwnerTask): TaskLine => ({
  system,
  what: t(`tasks:kind.${kind}`),
  until: dueOn ? t('tasks:until', { until: longDate(dueOn, language) }) : '',
});

/** Asks for the code that was sent. View: `answers/code`. */
export function tasksCodePage(
  base: FrameBase,
  { token, email, fault }: { token: string; email: string; fault?: RuleViolation },
): { frame: Frame; lead: string; errors: Record<string, string>; form: object } {
  const { t } = base;
  const errors = errorsOf(t, fault ? [fault] : []);
  const here = at(base, `/tasks/${encodeURIComponent(token)}`);
  const button = { text: t('tasks:open'), links: [{ href: here, text: t('answers:code.again') }] };
  return {
    frame: { ...base, title: t('answers:code.title'), faulty: Boolean(fault), indexed: false },
    lead: t('tasks:codeLead', { email: masked(email) }),
    errors,
    form: codeForm(base, `${here}/code`, errors, button),
  };
}

/** `a…@example.org`: enough for its owner to recognise the mailbox. */
const masked = (email: string): string => email.replace(/^(.)[^@]*/u, '$1…');
