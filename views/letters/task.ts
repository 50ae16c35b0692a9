import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { linked, toStaff } from './sheet.ts';

/** Tells the owner of systems what waits: which system, what to do, by when. It names no person and no request. */
export function taskNotice(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { tasks, organisation, links } = context;
  const [first] = tasks;
  return toStaff(context, {
    subject: first?.dueOn
      ? t('letters:taskNotice.subject', { count: tasks.length, until: pen.day(first.dueOn) })
      : t('letters:taskNotice.subjectOpen', { count: tasks.length }),
    paragraphs: [
      t('letters:taskNotice.why', { organisation: organisation.name }),
      tasks
        .map(({ system, kind, dueOn }) =>
          t(dueOn ? 'letters:taskNotice.line' : 'letters:taskNotice.lineOpen', {
            system,
            what: t(`tasks:kind.${kind}`),
            until: dueOn ? pen.day(dueOn) : '',
          }),
        )
        .join('\n'),
      linked(t('letters:taskNotice.open'), links.tasks),
      t('letters:taskNotice.account'),
    ],
  });
}

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
