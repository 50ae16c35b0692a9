import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import type { OwnerTask } from '../../models/task/ofOwner.ts';
import { type Pen, penOf } from './pen.ts';
import { linked, requestLine, toStaff } from './sheet.ts';

/** Tells the owner of systems what waits: which system, what to do, by when. It names no person and no request. */
export function taskNotice(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { tasks, organisation, links, data } = context;
  const [first] = tasks;
  return toStaff(context, {
    subject: first?.dueOn
      ? t('letters:taskNotice.subject', { count: tasks.length, until: pen.day(first.dueOn) })
      : t('letters:taskNotice.subjectOpen', { count: tasks.length }),
    paragraphs: [
      data.restored
        ? t('letters:taskNotice.restored', {
            organisation: organisation.name,
            from: pen.moment(new Date(data.restored)),
          })
        : t('letters:taskNotice.why', { organisation: organisation.name }),
      linesOf(context, pen),
      linked(t('letters:taskNotice.open'), links.tasks),
      t('letters:taskNotice.account'),
    ],
  });
}

/** Reminds the owner of systems, or their deputy, of all that waits: what is late comes first, by its day. */
export function taskReminder(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { tasks, organisation, links } = context;
  const late = tasks.filter((task) => isTaskLate(task, context)).length;
  return toStaff(context, {
    subject:
      late > 0
        ? t('letters:taskReminder.subjectLate', { count: late })
        : t('letters:taskReminder.subject', { count: tasks.length }),
    paragraphs: [
      t('letters:taskReminder.why', { organisation: organisation.name }),
      linesOf(context, pen),
      linked(t('letters:taskNotice.open'), links.tasks),
      t('letters:taskReminder.cannot'),
      t('letters:taskNotice.account'),
    ],
  });
}

/** Tells the owner of systems what nobody asks of them any more: it was not needed after all. */
export function taskWithdrawn(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const withdrawn = JSON.parse(context.data.withdrawn ?? '[]') as Pick<OwnerTask, 'system' | 'kind'>[];
  return toStaff(context, {
    subject: t('letters:taskWithdrawn.subject', { count: withdrawn.length }),
    paragraphs: [
      t('letters:taskWithdrawn.why', { organisation: context.organisation.name }),
      withdrawn
        .map(({ system, kind }) =>
          t('letters:taskNotice.lineOpen', { system, what: t(`tasks:kind.${kind}`) }),
        )
        .join('\n'),
      t('letters:taskWithdrawn.stop'),
    ],
  });
}

/** Tells those who work on a request that nobody answers for a system: they can ask somebody else. */
export function taskLate(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { unanswered, requests, links, step } = context;
  const [request] = requests;
  if (!request) throw new Error('A letter about late tasks without its request');
  const due = step ? pen.day(step as CalendarDate) : '';
  return toStaff(context, {
    subject: t('letters:taskLate.subject', { reference: request.reference, count: unanswered.length }),
    paragraphs: [
      t('letters:taskLate.late', { due }),
      unanswered
        .map(({ system, email, askedOn }) =>
          t('letters:taskLate.line', { system, email, since: pen.day(askedOn) }),
        )
        .join('\n'),
      requestLine(request, pen),
      t('letters:taskLate.next'),
      linked(t('letters:reminder.open'), links.request),
    ],
  });
}

/** One line a task: which system, what to do, by when, and whether it is late. */
const linesOf = (context: LetterContext, pen: Pen): string =>
  context.tasks
    .map((task) => {
      const { system, kind, dueOn } = task;
      const key = isTaskLate(task, context) ? 'lineLate' : dueOn ? 'line' : 'lineOpen';
      const until = dueOn ? pen.day(dueOn) : '';
      return pen.t(`letters:taskNotice.${key}`, { system, what: pen.t(`tasks:kind.${kind}`), until });
    })
    .join('\n');

/** Its day is over, where the organisation is. */
const isTaskLate = ({ dueOn }: OwnerTask, { now, organisation }: LetterContext): boolean =>
  dueOn !== null && dueOn < localDate(now, organisation.zone);

/** The code that shows an owner whom their tasks are about. */
export function taskCode(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { code, validUntil } = context;
  return toStaff(context, {
    subject: t('letters:code.subject.tasks'),
    paragraphs: [
      t('letters:code.code', { code }),
      validUntil && t('letters:code.until', { until: pen.moment(validUntil) }),
      t('letters:code.notYou'),
    ],
  });
}
