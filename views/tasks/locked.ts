import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { OwnerTask } from '../../models/task/ofOwner.ts';
import { longDate, longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { masked } from '../masked.ts';
import { codeForm } from '../status/code.ts';

type TaskLine = { title: string; until: string };
export type LockedTasksPage = {
  frame: Frame;
  thanks: boolean;
  lead: string;
  /** Why they are asked again, after a restore. */
  restored?: string;
  lines: TaskLine[];
  form?: object;
};

type Asking = { name: string; replyAddress: string };
type LockedGiven = {
  tasks: OwnerTask[];
  email: string;
  token: string;
  thanks: boolean;
  organisation: Asking & { zone: string };
};

/** Around a page for a colleague: below it stand who asks and what they see, not what a person may ask. */
export const ownersFrame = (base: FrameBase, { name, replyAddress }: Asking, title: string): Frame => ({
  ...base,
  title,
  indexed: false,
  outsider: base.t('tasks:footer', { ask: replyAddress || name }),
});

/** For a link that opens nothing, or nothing any more: why that may be. It tells nobody whether there ever was one. View: `tasks/locked`. */
export const endedTasksPage = (base: FrameBase, organisation: Asking): LockedTasksPage => ({
  frame: ownersFrame(base, organisation, base.t('tasks:ended.title')),
  thanks: false,
  lead: base.t('tasks:ended.lead'),
  lines: [],
});

/** What waits for the owner of a link, without whom it is about; a button sends the code. View: `tasks/locked`. */
export function lockedTasksPage(
  base: FrameBase,
  { tasks, email, token, thanks, organisation }: LockedGiven,
): LockedTasksPage {
  const { t } = base;
  return {
    frame: ownersFrame(base, organisation, t('tasks:title')),
    thanks,
    lead: tasks.length > 0 ? t('tasks:locked', { email: masked(email) }) : t('tasks:none'),
    restored: restoredWords(base, tasks, organisation.zone),
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
  title: t('tasks:one', { system, what: t(`tasks:kind.${kind}`) }),
  until: dueOn ? t('tasks:until', { until: longDate(dueOn, language) }) : '',
});

type CodeGiven = { token: string; email: string; organisation: Asking; fault?: RuleViolation };

/** Asks for the code that was sent. View: `answers/code`. */
export function tasksCodePage(
  base: FrameBase,
  { token, email, organisation, fault }: CodeGiven,
): { frame: Frame; lead: string; errors: Record<string, string>; form: object } {
  const { t } = base;
  const errors = errorsOf(t, fault ? [fault] : []);
  const here = at(base, `/tasks/${encodeURIComponent(token)}`);
  const button = { text: t('tasks:open'), links: [{ href: here, text: t('answers:code.again') }] };
  return {
    frame: { ...ownersFrame(base, organisation, t('answers:code.title')), faulty: Boolean(fault) },
    lead: t('tasks:codeLead', { email: masked(email) }),
    errors,
    form: codeForm(base, `${here}/code`, errors, button),
  };
}
