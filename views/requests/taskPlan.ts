import type { Particulars } from '../../domain/intake/particulars.ts';
import { languageName } from '../../domain/languages.ts';
import type { Right } from '../../domain/rights.ts';
import { isUnsaid, namedIn, wordingOf } from '../../domain/tasks/named.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { explainAll } from '../because.ts';
import { longDate } from '../dates.ts';
import { translator } from '../i18n.ts';
import { type FrameBase, TYPING } from '../layouts/frame.ts';
import { particularLines } from '../particulars.ts';
import type { HandOutGiven } from './handOutGiven.ts';
import { dueOf, whoOf } from './taskRows.ts';
import { tasksPath } from './tasksPath.ts';

/** Why planned tasks are due on a day. */
export type PlanReason = { title: string; steps: string[] };

/** What the desk asks of an owner, in their language, where nobody has worded it otherwise. */
export const sentenceOfTask = (
  { kind, language }: Pick<RequestTask, 'kind' | 'language'>,
  { request, details }: PlannedFor,
): string => translator(language)(`tasks:what.${wordingOf(kind, request.right, details.particulars)}`);

type PlannedFor = { request: { right: Right }; details: { particulars?: Particulars } };

/** What the owner of a task reads below its words: what the person named. */
function namedWords({ t }: FrameBase, { kind }: RequestTask, { request, details }: PlannedFor): string {
  const { right } = request;
  const named = particularLines(t, right, namedIn(kind, right, details.particulars)).join('; ');
  return named && t('handOut:named', { named });
}

/** The reasons of each day on which planned tasks are due; tasks that share them are told together. */
export function reasonsOf({ t, language }: FrameBase, planned: readonly RequestTask[]): PlanReason[] {
  const together = new Map<string, RequestTask[]>();
  for (const task of planned) {
    const steps = JSON.stringify(task.because);
    together.set(steps, [...(together.get(steps) ?? []), task]);
  }
  return [...together.values()].flatMap(([first, ...others]) => {
    if (!first?.dueOn || first.because.length === 0) return [];
    const words = {
      day: longDate(first.dueOn, language),
      systems: [first, ...others].map(({ system }) => system).join(', '),
    };
    return [{ title: t('handOut:whyOn', words), steps: explainAll(first.because, t, language) }];
  });
}

/** So few tasks are worded on the open page; more are folded. */
const FEW = 4;

export function planForm(
  base: FrameBase,
  { page, instructions, form }: HandOutGiven,
  planned: RequestTask[],
  errors: Record<string, string>,
): object {
  const { t } = base;
  const titleOf = (task: RequestTask) =>
    t('tasks:one', { system: task.system, what: t(`tasks:kind.${task.kind}`) });
  const included = {
    partial: 'choices',
    type: 'checkbox',
    name: 'included',
    legend: t('handOut:include'),
    options: planned.map((task) => ({
      value: String(task.id),
      text: titleOf(task),
      hint: [whoOf(base, task), task.dueOn && t('tasks:until', { until: dueOf(base, task) })]
        .filter(Boolean)
        .join('. '),
    })),
    values: form ? form.included : planned.map(({ id }) => String(id)),
  };
  const words = planned.map((task) => ({
    partial: 'textarea',
    name: `words-${task.id}`,
    label: titleOf(task),
    hint:
      [task.language === base.language ? '' : languageName(task.language), namedWords(base, task, page)]
        .filter(Boolean)
        .join('. ') || undefined,
    rows: 4,
    value: form?.words[task.id] ?? task.words ?? instructions[task.id] ?? sentenceOfTask(task, page),
    error: errors[`words-${task.id}`],
  }));
  const isMeantAsked = planned.some(({ kind }) =>
    isUnsaid(kind, page.request.right, page.details.particulars),
  );
  const meant = {
    partial: 'textarea',
    name: 'meant',
    label: t('handOut:meant'),
    hint: t('handOut:meantHint'),
    rows: 3,
    value: form?.meant,
    error: errors.meant,
  };
  const parts = [
    included,
    ...(isMeantAsked ? [meant] : []),
    {
      partial: 'folded',
      summary: t('handOut:words'),
      open: planned.length < FEW || words.some(({ error }) => error),
      fields: words,
    },
  ];
  return {
    id: TYPING,
    action: tasksPath(page.request.reference),
    fields: [
      { partial: 'hidden', name: 'version', value: String(page.request.version) },
      ...parts,
      {
        partial: 'field',
        name: 'reason',
        label: t('handOut:reason'),
        hint: t('handOut:reasonHint'),
        value: form?.reason,
        error: errors.reason,
        optional: true,
      },
    ],
    button: { text: t('handOut:handOut') },
  };
}
