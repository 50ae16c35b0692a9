import { isToHandOut, isUnsettled, tasksCounted } from '../../domain/tasks/task.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { explainAll } from '../because.ts';
import { longDate, longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import type { HandOutGiven } from './handOutGiven.ts';
import { personWords } from './person.ts';
import { addForm, stepsOf, type TaskSteps } from './taskForms.ts';
import { letterFacts, type OwnerPart, ownerParts } from './taskOwners.ts';
import { tasksPath } from './tasksPath.ts';

type TaskCell = { text: string; note?: string };
type Proof = { key: string; value: string; href?: string };
type AnsweredTask = {
  id: string;
  title: string;
  state: string;
  who: string;
  due: string;
  because: string[];
  rows: Proof[];
  files: { href: string; text: string }[];
  /** What the DPO can do about it. */
  next: TaskSteps;
};
export type HandOutPage = {
  frame: Frame;
  back: { href: string; text: string };
  lead: string;
  errors: Record<string, string>;
  /** What is planned and not handed out yet. */
  plan?: object;
  /** What was handed out or dropped. */
  tasks: AnsweredTask[];
  /** Whoever was asked. */
  owners: OwnerPart[];
  again?: object;
  /** Adds a task to the plan. */
  add?: object;
  none: string;
};

/** The tasks of a request: the plan before it goes out, then how each stands, with its proof. View: `requests/tasks`. */
export function handOutPage(base: FrameBase, given: HandOutGiven): HandOutPage {
  const { page, tasks, mayHandOut, faults } = given;
  const { t } = base;
  const { request, details } = page;
  const planned = tasks.filter(isToHandOut);
  const errors = errorsOf(t, faults);
  const person = personWords(t, request.personName, details.behalf?.name);
  return {
    frame: {
      ...base,
      title: t('handOut:title'),
      faulty: faults.length > 0,
      typing: mayHandOut && planned.length > 0 ? TYPING : undefined,
    },
    back: {
      href: `/requests/${request.reference}`,
      text: t('requests:title', { right: t(`requests:right.${request.right}`), person }),
    },
    lead: tasks.length > 0 ? answeredWords(base, tasks) : '',
    errors,
    plan: mayHandOut && planned.length > 0 ? planForm(base, given, planned, errors) : undefined,
    tasks: tasks.filter((task) => !isToHandOut(task)).map((task) => answered(base, given, task)),
    owners: ownerParts(base, { ...given, reference: request.reference, zone: request.zone }),
    again: mayHandOut
      ? {
          action: tasksPath(request.reference, 'plan'),
          button: { text: t('handOut:again'), kind: 'quiet' },
        }
      : undefined,
    add: mayHandOut ? addForm(base, given, errors) : undefined,
    none: tasks.length === 0 ? t('handOut:none') : '',
  };
}

/** "3 of 5 systems have answered." */
export function answeredWords({ t }: FrameBase, tasks: readonly RequestTask[]): string {
  const { asked, settled } = tasksCounted(tasks);
  return t('handOut:answered', { done: settled, count: asked });
}

/** One row a task for the page of the request. */
export const taskRows = (base: FrameBase, tasks: readonly RequestTask[]): { cells: TaskCell[] }[] =>
  tasks
    .filter(({ askedAgainAs }) => !askedAgainAs)
    .map((task) => ({
      cells: [
        { text: task.system },
        { text: base.t(`tasks:kind.${task.kind}`) },
        { text: whoOf(base, task) },
        { text: dueOf(base, task) },
        { text: stateOf(base, task) },
      ],
    }));

const whoOf = ({ t }: FrameBase, { ownerName, email }: RequestTask): string =>
  [ownerName, email].filter(Boolean).join(', ') || t('systems:noOwner');

/** Where a task stands; one that waits is no longer needed once its request was withdrawn, refused or closed. */
const stateOf = ({ t }: FrameBase, { state, isNeeded }: RequestTask): string =>
  t(!isNeeded && (state === 'open' || state === 'planned') ? 'handOut:notNeeded' : `handOut:state.${state}`);

const dueOf = ({ language }: FrameBase, { dueOn, state, isNeeded }: RequestTask): string =>
  dueOn && isNeeded && isUnsettled(state) ? longDate(dueOn, language) : '';

/** So few tasks are worded on the open page; more are folded. */
const FEW = 4;

function planForm(
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
    rows: 4,
    value: form?.words[task.id] ?? task.words ?? instructions[task.id] ?? t(`tasks:what.${task.kind}`),
    error: errors[`words-${task.id}`],
  }));
  const parts = [
    included,
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

function answered(base: FrameBase, given: HandOutGiven, task: RequestTask): AnsweredTask {
  const { t, language } = base;
  const { page, mayReadFiles, owners } = given;
  const owner = task.state === 'open' ? owners.find(({ link }) => link === task.linkId) : undefined;
  const { zone, reference } = page.request;
  const { result = {} } = task;
  const row = (name: string, value: string | number | undefined) =>
    value === undefined || value === '' ? [] : [{ key: t(`handOut:proof.${name}`), value: String(value) }];
  const moment = (at: Date | null) => (at ? longMoment(at, language, zone) : undefined);
  const files = (result.files ?? []).flatMap((id) => page.files.find((file) => file.id === id) ?? []);
  return {
    id: `task-${task.id}`,
    title: t('tasks:one', { system: task.system, what: t(`tasks:kind.${task.kind}`) }),
    state: task.askedAgainAs
      ? t('handOut:askedAgain', { state: t(`handOut:state.${task.state}`) })
      : stateOf(base, task),
    who: whoOf(base, task),
    due: dueOf(base, task),
    because: explainAll(task.because, t, language),
    rows: [
      ...row('words', task.words),
      ...row('asked', moment(task.askedAt)),
      ...(owner ? letterFacts(base, { ...given, zone }, owner) : []),
      ...row('answered', moment(task.answeredAt)),
      ...row('count', result.count),
      ...row('searched', result.searched),
      ...row('reason', result.reason),
      ...row('toWhom', result.toWhom),
      ...row('note', result.note),
      ...row('droppedAfter', result.droppedAfter && t(`handOut:state.${result.droppedAfter}`)),
      ...row('droppedFor', result.droppedFor),
    ],
    files: mayReadFiles
      ? files.map(({ id, name }) => ({ href: `/requests/${reference}/files/${id}`, text: name }))
      : [],
    next: stepsOf(base, given, task),
  };
}
