import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { IDENTIFIERS } from '../../domain/systems/system.ts';
import { wordingOf } from '../../domain/tasks/named.ts';
import { TASK_OUTCOMES } from '../../domain/tasks/task.ts';
import type { UnlockedTask } from '../../models/task/unlocked.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { particularRows } from '../particulars.ts';
import { ownersFrame, restoredWords, taskLine } from './locked.ts';

/** What the form of a task holds, as typed. */
export type TaskForm = Record<'outcome' | 'count' | 'note' | 'searched' | 'reason' | 'toWhom', string>;

type TaskFact = { key: string; value: string };
type TaskPart = {
  id: string;
  title: string;
  until: string;
  /** What to do, line by line. */
  words: string[];
  rows: TaskFact[];
  form: object;
  /** The line that answers from a program. */
  line: string;
};
export type TasksPage = {
  frame: Frame;
  errors: Record<string, string>;
  thanks: boolean;
  lead: string;
  restored?: string;
  tasks: TaskPart[];
};

type TasksGiven = {
  tasks: UnlockedTask[];
  token: string;
  /** The whole address of the page. */
  place: string;
  organisation: { name: string; replyAddress: string; zone: string };
  thanks: boolean;
  again?: { task: number; form: TaskForm; fault: RuleViolation };
};

/** Each task that waits: what to do, for whom, by when, whom to ask, and how it went. View: `tasks/show`. */
export function tasksPage(base: FrameBase, given: TasksGiven): TasksPage {
  const { tasks, again, thanks } = given;
  const { t } = base;
  const faults = again ? errorsOf(t, [again.fault]) : {};
  const errors = Object.fromEntries(
    Object.entries(faults).map(([field, said]) => [field && `${field}-${again?.task}`, said]),
  );
  return {
    frame: { ...ownersFrame(base, given.organisation, t('tasks:title')), faulty: Boolean(again) },
    errors,
    thanks,
    lead: tasks.length > 0 ? t('tasks:lead', { count: tasks.length }) : t('tasks:none'),
    restored: restoredWords(base, tasks, given.organisation.zone),
    tasks: tasks.map((task) => taskPart(base, given, task)),
  };
}

function taskPart(base: FrameBase, given: TasksGiven, task: UnlockedTask): TaskPart {
  const { t } = base;
  const { organisation } = given;
  const { title, until } = taskLine(base, task);
  const ask = [task.contact, organisation.replyAddress].filter(Boolean).join(', ') || organisation.name;
  return {
    id: `task-${task.id}`,
    title,
    until,
    words: wordsOf(t, task).split('\n'),
    rows: [
      ...task.identifiers.map(({ kind, value }) => ({ key: identifierWords(base, kind), value })),
      ...(task.waitsFor.length > 0 ? [{ key: t('tasks:waitsFor'), value: task.waitsFor.join(', ') }] : []),
      ...(task.unknown.length > 0
        ? [
            {
              key: t('tasks:unknown'),
              value: task.unknown.map((kind) => identifierWords(base, kind)).join(', '),
            },
          ]
        : []),
      ...particularRows(t, task.right, task.named),
      { key: t('tasks:reference'), value: task.reference },
      { key: t('tasks:ask'), value: ask },
    ],
    form: answerForm(base, given, task),
    line: `curl -F outcome=done -F count=9 \\\n  -F files=@data.csv \\\n  ${given.place}/${task.id}`,
  };
}

/** The desk's own words, or those of the DPO or the system; these may be about everything: where some data are meant, that comes first. */
function wordsOf(t: FrameBase['t'], { kind, right, named, words }: UnlockedTask): string {
  if (words === undefined) return t(`tasks:what.${wordingOf(kind, right, named)}`);
  return Object.keys(named).length > 0 ? `${t('tasks:onlyNamed')}\n${words}` : words;
}

const identifierWords = ({ t }: FrameBase, kind: string): string =>
  IDENTIFIERS.some((known) => known === kind) ? t(`tasks:identifier.${kind}`) : kind;

function answerForm(base: FrameBase, { token, again }: TasksGiven, task: UnlockedTask): object {
  const { t } = base;
  const isAgain = again?.task === task.id;
  const form = isAgain ? again.form : undefined;
  const errors = isAgain ? errorsOf(t, [again.fault]) : {};
  const own = (name: string) => ({ id: `${name}-${task.id}`, name, error: errors[name] });
  const ofChoice = (choice: string, fields: object[]) => ({
    partial: 'ofChoice',
    choice,
    legend: t(`tasks:outcome.${choice}`),
    fields,
  });
  const textarea = (name: 'note' | 'searched' | 'reason' | 'toWhom', more: object = {}) => ({
    partial: name === 'toWhom' ? 'field' : 'textarea',
    ...own(name),
    label: t(`tasks:label.${name}`),
    rows: 3,
    value: form?.[name],
    ...more,
  });
  const count = {
    partial: 'field',
    ...own('count'),
    label: t('tasks:label.count'),
    hint: t('tasks:countHint'),
    value: form?.count,
    inputmode: 'numeric',
    width: 'short',
    optional: true,
  };
  const files = {
    partial: 'file',
    ...own('files'),
    label: t('tasks:label.files'),
    hint: t('tasks:filesHint'),
    multiple: true,
    optional: true,
  };
  return {
    action: at(base, `/tasks/${encodeURIComponent(token)}/${task.id}`),
    files: true,
    fields: [
      {
        partial: 'choices',
        ...own('outcome'),
        legend: t('tasks:label.outcome'),
        options: TASK_OUTCOMES.map((value) => ({
          value,
          text: t(`tasks:outcome.${value}`),
          hint: t(`tasks:outcomeHint.${value}`),
        })),
        values: form ? [form.outcome] : [],
      },
      ofChoice('done', [count, files]),
      ofChoice('nothing-found', [textarea('searched')]),
      ofChoice('cannot', [textarea('reason')]),
      ofChoice('not-mine', [textarea('toWhom', { hint: t('tasks:toWhomHint') })]),
      textarea('note', { optional: true }),
    ],
    button: { text: t('tasks:answer') },
  };
}
