import { localDate } from '../../domain/calendar/zone.ts';
import { isToHandOut } from '../../domain/tasks/task.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { explainAll } from '../because.ts';
import { longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import type { HandOutGiven } from './handOutGiven.ts';
import { personWords } from './person.ts';
import { addForm, stepsOf, type TaskSteps } from './taskForms.ts';
import { letterFacts, type OwnerPart, ownerParts } from './taskOwners.ts';
import { type PlanReason, planForm, reasonsOf, sentenceOfTask } from './taskPlan.ts';
import { answeredWords, dueOf, stateOf, whoOf } from './taskRows.ts';
import { tasksPath } from './tasksPath.ts';

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
  /** Why the planned tasks are due on their days, each day once. */
  reasons: PlanReason[];
  /** What was handed out or dropped. */
  tasks: AnsweredTask[];
  /** Whoever was asked. */
  owners: OwnerPart[];
  /** Tasks of a right that the request is not about any more, and the form that takes them back. */
  outdated?: { text: string; tasks: string[]; form: object };
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
    reasons: reasonsOf(base, planned),
    tasks: tasks.filter((task) => !isToHandOut(task)).map((task) => answered(base, given, task)),
    outdated: mayHandOut ? outdatedPart(base, given, errors) : undefined,
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

function outdatedPart(
  { t }: FrameBase,
  { page, tasks }: HandOutGiven,
  errors: Record<string, string>,
): HandOutPage['outdated'] {
  const { reference, right } = page.request;
  const outdated = tasks.filter(({ isOutdated }) => isOutdated);
  if (outdated.length === 0) return undefined;
  const field = {
    partial: 'textarea',
    name: 'withdrawal',
    label: t('handOut:outdated.reason'),
    hint: t('handOut:outdated.reasonHint'),
    rows: 2,
    error: errors.withdrawal,
  };
  return {
    text: t('handOut:outdated.text', { count: outdated.length, right: t(`requests:right.${right}`) }),
    tasks: outdated.map(({ system, kind }) => t('tasks:one', { system, what: t(`tasks:kind.${kind}`) })),
    form: {
      action: tasksPath(reference, 'withdrawal'),
      fields: [field],
      button: { text: t('handOut:outdated.button') },
    },
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
      : stateOf(base, task, localDate(given.now, zone)).text,
    who: whoOf(base, task),
    due: dueOf(base, task),
    because: explainAll(task.because, t, language),
    rows: [
      ...row(
        'words',
        task.words ?? given.instructions[task.id] ?? sentenceOfTask({ ...task, language }, page),
      ),
      ...row('asked', moment(task.askedAt)),
      ...row('restored', task.lostFrom && t('handOut:restored', { from: moment(task.lostFrom) })),
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
