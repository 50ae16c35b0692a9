import { localDate } from '../../../domain/calendar/zone.ts';
import type { Deadline } from '../../../domain/deadlines/deadline.ts';
import { promisesOf } from '../../../domain/deadlines/keptPromises.ts';
import { isSamePromise } from '../../../domain/deadlines/promiseKey.ts';
import { CHANNELS, REPLY_KINDS } from '../../../domain/lifecycle/vocabulary.ts';
import { type Wait, waitsFor } from '../../../domain/lifecycle/waits.ts';
import { longDate, longMoment } from '../../dates.ts';
import { translator } from '../../i18n.ts';
import { capital, wordedOf } from '../words.ts';
import { ask, askFiles, askSending, type FormContext, type FormField } from './context.ts';

/** A message to the person, by their channel. */
export function writeMessageFields(context: FormContext): FormField[] {
  const { t } = context;
  const words = {
    rows: 6,
    label: t('verbs:write-message.text'),
    hint: t('verbs:write-message.textHint'),
    value: context.isReminder ? reminderText(context) : undefined,
  };
  return [ask(context, 'textarea', 'text', words), ...askSending(context)];
}

/** The open questions to the person, in their language, to be edited before they are sent. */
function reminderText({ page }: FormContext): string {
  const { language, zone } = page.request;
  const t = translator(language);
  const open = page.sheet.waits.filter(({ answeredAt }) => !answeredAt);
  return open
    .map(({ reason, askedAt }) => {
      const kind = reason === 'identity' ? 'identity-request' : 'clarification-request';
      const words = page.letters.findLast((letter) => letter.kind === kind)?.words ?? {};
      const asked = reason === 'fee' ? '' : (words.needed ?? words.question ?? '');
      const since = longDate(askedAt, language, zone);
      return [t(`letters:reminderAgain.${reason}`, { since }), asked, t('letters:reminderAgain.please')]
        .filter(Boolean)
        .join('\n\n');
    })
    .join('\n\n');
}

/** A message that came outside the desk: the day, the channel, whether it answers the question, its words, and a colleague's note. */
export function recordReplyFields(context: FormContext): FormField[] {
  const { t, page, now } = context;
  const channels = CHANNELS.filter((channel) => channel !== 'form');
  const options = channels.map((value) => ({ value, text: t(`requests:channel.${value}`) }));
  const today = localDate(now, page.request.zone);
  const day = { type: 'date', width: 'short', hint: t('verbs:record-reply.onHint'), value: today };
  return [
    ask(context, 'field', 'repliedOn', day),
    ask(context, 'choices', 'channel', { options, label: t('verbs:record-reply.channel') }),
    ...askWhetherAnswer(context),
    ask(context, 'textarea', 'text', { rows: 4, label: t('verbs:record-reply.text') }),
    ...askFiles(context, t('verbs:record-reply.filesHint')),
    ...askMandate(context),
    ask(context, 'textarea', 'note', { rows: 2, optional: true, hint: t('verbs:record-reply.noteHint') }),
  ];
}

/** For a representative: whether the files prove their authority; such files are kept. */
function askMandate(context: FormContext): FormField[] {
  const { t, page } = context;
  const client = page.details.behalf?.name;
  if (!client) return [];
  const options = [{ value: 'yes', text: t('verbs:record-reply.mandate', { client }) }];
  const label = t('intake:files.mandateLegend');
  const hint = t('verbs:record-reply.mandateHint');
  return [ask(context, 'choices', 'mandate', { type: 'checkbox', options, label, hint, optional: true })];
}

/** Only while the desk waits for something. */
function askWhetherAnswer(context: FormContext): FormField[] {
  const { t, language, page } = context;
  const open = page.sheet.waits.filter(({ answeredAt }) => !answeredAt);
  if (open.length === 0) return [];
  const reasons = open.map(({ reason }) => t(`verbs:pauseReason.${reason}`));
  const asked = new Intl.ListFormat(language, { type: 'conjunction' }).format(reasons);
  const options = REPLY_KINDS.map((value) => ({
    value,
    text: t(`verbs:record-reply.as.${value}`, { asked }),
    hint: t(`verbs:record-reply.asHint.${value}`),
  }));
  return [
    ask(context, 'choices', 'as', { options, label: t('verbs:record-reply.asLabel'), value: 'answer' }),
  ];
}

/** Which reply was no answer, the effect on the dates, and the reason. */
export function rejectReplyFields(context: FormContext): FormField[] {
  const { t, language, page } = context;
  const { repliesTaken } = page.sheet;
  const options = repliesTaken.map((wait) => ({
    value: wait.reason,
    text: t('verbs:reject-reply.wait', {
      reason: capital(t(`verbs:pauseReason.${wait.reason}`)),
      when: longMoment(wait.answeredAt, language, page.request.zone),
    }),
    hint: movesIn(context, wait).join(' '),
  }));
  const only = repliesTaken.length === 1 ? repliesTaken[0]?.reason : undefined;
  return [
    ask(context, 'choices', 'wait', { options, label: t('verbs:reject-reply.which'), value: only }),
    ask(context, 'textarea', 'reason', { rows: 3, hint: t('verbs:reject-reply.reasonHint') }),
  ];
}

/** Each date that would be paused again or move if the reply no longer ends its pause. */
function movesIn(
  { t, language, page }: FormContext,
  { reason, askedAt, answeredAt }: Required<Wait>,
): string[] {
  const { sheet, counting, deadlines, request } = page;
  const rejected = { name: 'reply-rejected' as const, about: reason, at: answeredAt };
  const facts = { ...sheet.facts, pauses: waitsFor([...sheet.recorded, rejected]) };
  const dateOf = ({ dueOn, targetAt }: Deadline) =>
    dueOn ? longDate(dueOn, language) : targetAt ? longMoment(targetAt, language, request.zone) : '';
  const moves = promisesOf({ ...counting, facts }).flatMap((is) => {
    const was = deadlines.find((deadline) => isSamePromise(deadline, is));
    if (!was || is.advisory) return [];
    const words = { clock: wordedOf(is.title, language), was: dateOf(was), is: dateOf(is) };
    if (is.state === 'paused' && was.state !== 'paused')
      return [t('verbs:reject-reply.still', { ...words, since: longDate(askedAt, language, request.zone) })];
    return is.lateAt?.getTime() === was.lateAt?.getTime() ? [] : [t('verbs:reject-reply.move', words)];
  });
  return moves.length > 0 ? moves : [t('verbs:reject-reply.none')];
}
