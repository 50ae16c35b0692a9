import { addressIn } from '../../domain/email.ts';
import { TASK_KINDS } from '../../domain/tasks/task.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { errorsOf } from '../faults.ts';
import type { FrameBase } from '../layouts/frame.ts';
import type { ChoosableSystem, HandOutGiven } from './handOutGiven.ts';
import { tasksPath } from './tasksPath.ts';

/** One press, where the owner named an address, and the folded forms. */
export type TaskSteps = { press?: object; forms: object[] };

/** What the DPO can do about a task that was handed out: ask again, ask somebody else, or leave it out with a reason. */
export function stepsOf(base: FrameBase, given: HandOutGiven, task: RequestTask): TaskSteps {
  if (!given.mayHandOut || task.askedAgainAs) return { forms: [] };
  const { t } = base;
  const here = tasksPath(given.page.request.reference, task.id);
  const named = task.state === 'not-mine' ? addressIn(task.result?.toWhom) : '';
  const press = named
    ? {
        action: `${here}/again`,
        fields: [{ partial: 'hidden', name: 'other', value: named }],
        button: { text: t('handOut:next.hand', { email: named }) },
      }
    : undefined;
  const drop = task.state === 'dropped' ? [] : [dropForm(base, given, task, here)];
  return { press, forms: [againForm(base, given, task, here), ...drop] };
}

function againForm(base: FrameBase, given: HandOutGiven, task: RequestTask, here: string): object {
  const { t } = base;
  const { typed = {}, faults } = given;
  const errors = errorsOf(t, faults);
  const own = (name: string) => ({ id: `${name}-${task.id}`, name, error: errors[`${name}-${task.id}`] });
  const isTyped = typed.task === String(task.id);
  return {
    id: `again-${task.id}`,
    title: t('handOut:next.again'),
    hint: t('handOut:next.againHint'),
    open: Boolean(errors[`other-${task.id}`]),
    form: {
      action: `${here}/again`,
      fields: [
        {
          partial: 'select',
          ...own('to'),
          label: t('handOut:next.to'),
          options: ownersOf(given.systems, task),
          value: isTyped ? typed.to : task.email,
        },
        {
          partial: 'field',
          ...own('other'),
          label: t('handOut:next.other'),
          hint: t('handOut:next.otherHint'),
          type: 'email',
          optional: true,
          value: isTyped ? typed.other : '',
        },
        {
          partial: 'textarea',
          ...own('again'),
          label: t('handOut:words'),
          rows: 2,
          value: isTyped ? typed.again : (task.words ?? ''),
        },
      ],
      button: { text: t('handOut:next.ask'), kind: 'quiet' },
    },
  };
}

function dropForm({ t }: FrameBase, { faults }: HandOutGiven, task: RequestTask, here: string): object {
  const id = `reason-${task.id}`;
  const error = errorsOf(t, faults)[id];
  return {
    id: `drop-${task.id}`,
    title: t('handOut:next.drop'),
    open: Boolean(error),
    form: {
      action: `${here}/drop`,
      fields: [{ partial: 'field', id, name: 'reason', label: t('handOut:next.reason'), error }],
      button: { text: t('handOut:next.drop'), kind: 'quiet' },
    },
  };
}

/** Any system and any kind: one without a category of data, or a second task. */
export function addForm(
  { t }: FrameBase,
  given: HandOutGiven,
  errors: Record<string, string>,
): object | undefined {
  const { systems, page, typed = {} } = given;
  if (systems.length === 0) return undefined;
  const choice = (name: string, options: { value: string; text: string }[]) => ({
    partial: 'select',
    name,
    label: t(`handOut:add.${name}`),
    options,
    value: typed[name] ?? options[0]?.value,
    error: errors[name],
  });
  return {
    id: 'add',
    title: t('handOut:add.title'),
    hint: t('handOut:add.hint'),
    open: Boolean(errors.system || errors.kind),
    form: {
      action: tasksPath(page.request.reference, 'new'),
      fields: [
        choice(
          'system',
          systems.map(({ id, name }) => ({ value: String(id), text: name })),
        ),
        choice(
          'kind',
          TASK_KINDS.map((value) => ({ value, text: t(`tasks:kind.${value}`) })),
        ),
        {
          partial: 'textarea',
          name: 'words',
          label: t('handOut:add.words'),
          hint: t('handOut:add.wordsHint'),
          rows: 2,
          optional: true,
          value: typed.words,
        },
      ],
      button: { text: t('handOut:add.button'), kind: 'quiet' },
    },
  };
}

/** Whoever was asked, then everybody who looks after a system, each once. */
function ownersOf(systems: readonly ChoosableSystem[], task: RequestTask): { value: string; text: string }[] {
  const known = new Map(task.email ? [[task.email, task.email]] : []);
  for (const { ownerEmail, ownerName } of systems)
    if (ownerEmail) known.set(ownerEmail, [ownerName, ownerEmail].filter(Boolean).join(', '));
  return [...known].map(([value, text]) => ({ value, text }));
}
