import { RELEASES } from '../../../domain/answers/answerFile.ts';
import { promisesOf } from '../../../domain/deadlines/keptPromises.ts';
import { replyOf } from '../../../domain/deadlines/reply.ts';
import { isLate } from '../../../domain/deadlines/urgency.ts';
import { outstandingRest } from '../../../domain/lifecycle/rests.ts';
import { EXTENSION_GROUNDS, REFUSAL_SCOPES } from '../../../domain/lifecycle/vocabulary.ts';
import { groundsFor } from '../../../domain/policies/grounds.ts';
import { needsGround } from '../../../domain/policies/law.ts';
import { RIGHTS_ANSWERED_WITH_DATA } from '../../../domain/rights.ts';
import { longDate } from '../../dates.ts';
import { byLaw } from '../../law.ts';
import { capital, wordedOf } from '../words.ts';
import { ask, askFiles, askSending, type FormContext, type FormField } from './context.ts';
import { undoFields } from './course.ts';
import { askUnconfirmed } from './identity.ts';
import { fromWorksheet, wayToWorksheet, worksheetWords } from './worksheet.ts';

export function extendFields(context: FormContext): FormField[] {
  const { t, page } = context;
  const { law } = page.policy;
  const options = EXTENSION_GROUNDS.map((value) => ({
    value,
    text: capital(t(`events:extensionGround.${value}`)),
  }));
  const announced = page.circumstances.extension === 'to-a-day';
  const until = { type: 'date', width: 'short', hint: t('verbs:extend.untilHint') };
  const label = t('verbs:extend.ground', { by: byLaw(context, law, law.extension?.article) });
  return [
    ...(announced ? [ask(context, 'field', 'until', until)] : []),
    ...(!announced && needsGround(law) ? [ask(context, 'choices', 'ground', { options, label })] : []),
    ask(context, 'textarea', 'reason', { rows: 4, hint: t('verbs:extend.reasonHint') }),
    ...askSending(context),
  ];
}

/**
 * The date that an extension would give if its notice went out now, and until when it must go out. If the law leaves the
 * day to the controller, that and its article.
 */
export function extensionHint({ t, language, page, now }: FormContext): string {
  const { counting, sheet, deadlines, circumstances } = page;
  const reply = replyOf(deadlines);
  const before = reply?.dueOn;
  if (circumstances.extension === 'to-a-day' && before && !isLate(reply, now)) {
    const source = deadlines.find(({ clock }) => clock === 'extension-notice')?.source ?? reply.source;
    return t('verbs:extend.announce', { before: longDate(before, language), source });
  }
  const facts = { ...sheet.facts, extensionNoticeSentAt: now };
  const after = replyOf(promisesOf({ ...counting, facts }))?.dueOn;
  if (!before || !after) return t('verbs:extend.hint');
  const dates = { before: longDate(before, language), after: longDate(after, language) };
  return before === after ? t('verbs:extend.tooLate', dates) : t('verbs:extend.moves', dates);
}

/** Whether the answer that can be given now is the rest of one that left incomplete. */
export const isRestOf = ({ page }: Pick<FormContext, 'page'>): boolean =>
  page.request.status === 'purge-pending' && page.circumstances.restOutstanding;

/** On which day the answer left that the rest completes, and what becomes of it. */
export function restHint({ t, language, page }: FormContext): string {
  const { facts } = page.sheet;
  const said = outstandingRest(facts.rests)?.saidAt;
  return t('verbs:answer.restHint', { day: said ? longDate(said, language, facts.zone) : '' });
}

export const endRestFields = (context: FormContext): FormField[] => [
  ask(context, 'textarea', 'reason', { rows: 4, hint: context.t('verbs:end-rest.reasonHint') }),
  ...askSending(context),
];

export function answerFields(context: FormContext): FormField[] {
  const { t, page } = context;
  const withData = RIGHTS_ANSWERED_WITH_DATA.includes(page.request.right);
  const isRest = isRestOf(context);
  const nothing = ask(context, 'textarea', 'nothingHeld', {
    rows: 3,
    optional: true,
    hint: t('verbs:answer.nothingHeldHint'),
  });
  return [
    { partial: 'hidden', name: 'typed', value: context.values.typed ?? '' },
    ...askUnconfirmed(context, 'answer'),
    ...askWith(context),
    ask(context, 'textarea', 'text', { rows: 8, hint: t('verbs:answer.textHint') }),
    ...askFiles(context, t(withData && !isRest ? 'verbs:answer.filesNeeded' : 'verbs:answer.filesHint')),
    askRelease(context),
    ...(withData && !isRest ? [nothing] : []),
    ...askIncomplete(context),
    ...askSending(context),
  ];
}

/** How the files of this form are released: asked where some are given, since the form says it of all of them at once. */
function askRelease(context: FormContext): FormField {
  const { t } = context;
  const options = RELEASES.map((value) => ({
    value,
    text: t(`answerFiles:releaseAll.${value}`),
    hint: value === 'released-unread' ? t('answerFiles:unreadHint') : undefined,
  }));
  return ask(context, 'choices', 'release', {
    optional: true,
    options,
    label: t('answerFiles:release'),
    hint: t('answerFiles:releaseHint'),
  });
}

/** Why an answer leaves incomplete, and when the rest follows: asked where something is missing that the law lists. */
function askIncomplete(context: FormContext): FormField[] {
  const { t, errors, values, isIncomplete } = context;
  if (!isIncomplete && !errors.incomplete && !errors.followsOn && !values.incomplete) return [];
  return [
    ask(context, 'textarea', 'incomplete', {
      rows: 3,
      optional: true,
      hint: t('verbs:answer.incompleteHint'),
    }),
    ask(context, 'field', 'followsOn', {
      type: 'date',
      width: 'short',
      optional: true,
      hint: t('verbs:answer.followsOnHint'),
    }),
  ];
}

/** Which of the requests made together get the same answer: none by default. */
function askWith(context: FormContext): FormField[] {
  const { t, page, values } = context;
  const isRest = isRestOf(context);
  const open = page.linked.filter(({ status }) =>
    isRest ? status === 'purge-pending' : status === 'open' || status === 'waiting',
  );
  if (open.length === 0) return [];
  const options = open.map(({ reference, right }) => ({
    value: reference,
    text: `${t(`requests:right.${right}`)}, ${reference}`,
  }));
  const boxes = ask(context, 'choices', 'with', {
    type: 'checkbox',
    optional: true,
    options,
    label: t('verbs:answer.with'),
    hint: t('verbs:answer.withHint'),
  });
  return [{ ...boxes, values: (values.with ?? '').split(' ') }];
}

export function refuseFields(context: FormContext): FormField[] {
  const { t, page, language } = context;
  const scopes = REFUSAL_SCOPES.map((value) => ({
    value,
    text: t(`verbs:refuse.scope.${value}`),
    hint: t(`verbs:refuse.scopeHint.${value}`),
  }));
  const grounds = groundsFor(page.policy, page.request.right).map((ground) => ({
    value: ground.id,
    text: wordedOf(ground.title, language),
    hint: [
      ground.article && wordedOf(ground.article, language),
      ground.confirmed ? '' : t('law:unconfirmed'),
      worksheetWords(context, ground),
    ]
      .filter(Boolean)
      .join(', '),
  }));
  const proven = fromWorksheet(context);
  return [
    ask(context, 'choices', 'scope', { options: scopes, label: t('verbs:refuse.scopeLabel') }),
    ask(context, 'choices', 'ground', {
      options: grounds,
      label: t('verbs:refuse.ground'),
      value: proven.ground,
    }),
    ...wayToWorksheet(context),
    ask(context, 'textarea', 'reason', {
      rows: 5,
      hint: t('verbs:refuse.reasonHint'),
      value: proven.reason,
    }),
    ...askSending(context),
  ];
}

/** After the first month a refusal is late: it is warned about, never blocked. */
export function refusalHint({ t, language, page, now }: FormContext): string {
  const notice = page.deadlines.find(({ clock }) => clock === 'refusal-notice');
  const { law } = page.policy;
  if (!notice?.dueOn || !notice.lateAt || now < notice.lateAt)
    return t('verbs:refuse.hint', { by: byLaw({ t, language }, law, law.reasons) });
  return t('verbs:refuse.late', { day: longDate(notice.dueOn, language) });
}

/** Which decision to undo: the chosen one, else the latest that waits. */
export function undoDecisionFields(context: FormContext): FormField[] {
  const { values, page } = context;
  const decision = values.decision || (page.sheet.untold.at(-1)?.decision ?? '');
  return [{ partial: 'hidden', name: 'decision', value: decision }, ...undoFields(context)];
}
