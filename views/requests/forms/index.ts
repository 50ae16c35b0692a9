import { languageName } from '../../../domain/languages.ts';
import { shapeOf, type VerbName, verbPath } from '../../../domain/lifecycle/verbs.ts';
import { byLaw } from '../../law.ts';
import { PHRASES } from '../../templates/phrases.ts';
import type { FormContext, FormField } from './context.ts';
import { correctPersonFields, correctRightFields } from './corrections.ts';
import * as course from './course.ts';
import * as decisions from './decisions.ts';
import * as identity from './identity.ts';
import * as letters from './letters.ts';
import { mergeFields } from './merging.ts';
import * as messages from './messages.ts';
import { changePolicyFields } from './policy.ts';
import { correctReceiptFields } from './receipt.ts';
import * as transmission from './transmission.ts';
import * as waiting from './waiting.ts';
import { worksheetFields, worksheetHint } from './worksheet.ts';

const FIELDS: Record<VerbName, (context: FormContext) => FormField[]> = {
  'confirm-identity': identity.confirmIdentityFields,
  'ask-identity': identity.askIdentityFields,
  'reject-identity': identity.rejectIdentityFields,
  'ask-clarification': waiting.askClarificationFields,
  'record-clarification': waiting.recordClarificationFields,
  pause: waiting.pauseFields,
  resume: waiting.resumeFields,
  extend: decisions.extendFields,
  fulfil: course.fulfilFields,
  'cancel-clock': course.cancelClockFields,
  answer: decisions.answerFields,
  'end-rest': decisions.endRestFields,
  'send-answer-again': () => [],
  'send-transmission': transmission.sendTransmissionFields,
  'decline-transmission': transmission.declineTransmissionFields,
  'end-transmission': () => [],
  refuse: decisions.refuseFields,
  worksheet: worksheetFields,
  relate: course.relateFields,
  merge: mergeFields,
  unmerge: course.undoFields,
  'mark-spam': course.spamFields,
  'unmark-spam': course.undoFields,
  assign: course.assignFields,
  'remind-mailbox': () => [],
  tag: course.tagFields,
  untag: course.untagFields,
  'correct-person': correctPersonFields,
  'correct-right': correctRightFields,
  'correct-receipt': correctReceiptFields,
  'change-policy': changePolicyFields,
  note: course.noteFields,
  'write-message': messages.writeMessageFields,
  'record-reply': messages.recordReplyFields,
  'reject-reply': messages.rejectReplyFields,
  'mark-read': () => [],
  'mark-unread': () => [],
  withdraw: course.withdrawFields,
  close: course.closeFields,
  reopen: course.reopenFields,
  'undo-clarification': course.undoFields,
  'undo-pause': course.undoFields,
  'undo-extension': course.undoFields,
  'undo-fulfilment': course.undoFields,
  'undo-decision': decisions.undoDecisionFields,
  resend: letters.resendFields,
  'record-return': letters.recordReturnFields,
  'undo-return': course.undoFields,
  'set-aside-return': letters.setAsideFields,
  'undo-set-aside': course.undoFields,
};

/** The words of a letter that staff may write; its date, grounds and remedies are fixed. */
const FREE = ['text', 'nothingHeld', 'incomplete', 'reason', 'doubt', 'needed', 'question'];
export const isFree = ({ partial, name }: FormField): boolean =>
  partial === 'textarea' && FREE.includes(String(name));

/**
 * Whether the verb writes to the person: its letter is shown before it is sent, and its language is stated beside the words.
 */
export const isLetter = ({ fields }: Pick<VerbForm, 'fields'>): boolean =>
  fields.some(({ name }) => name === 'sending');

function inItsLanguage({ t, page }: FormContext, field: FormField): FormField {
  const named = t('verbs:inLanguage', { language: languageName(page.request.language) });
  return isFree(field) ? { ...field, hint: [field.hint, named].filter(Boolean).join(' ') } : field;
}

export type VerbForm = {
  action: string;
  files: boolean;
  fields: FormField[];
  button: { text: string; kind: string; links?: { href: string; text: string }[] };
};

/** The form of a verb, with the version of the request that its user saw. */
export function verbForm(context: FormContext): VerbForm {
  const { verb, page, clock, t } = context;
  const { version, reference } = page.request;
  const { files, grave } = shapeOf(verb);
  const seen = page.events.at(-1)?.sequence ?? 0;
  const { version: before = version, seen: last = seen } = context.values; // of a form that is only shown again
  const giveUp = verb === 'close' && course.isGivingUp(context);
  const asked = FIELDS[verb](context);
  const isRead = isLetter({ fields: asked }) && verb !== 'resend';
  return {
    action: verbPath(verb, reference, clock),
    files: Boolean(files),
    fields: [
      { partial: 'hidden', name: 'version', value: String(before) },
      { partial: 'hidden', name: 'seen', value: String(last) },
      ...(isRead
        ? withPhrases(
            context,
            asked.map((field) => inItsLanguage(context, field)),
          )
        : asked),
    ],
    button: {
      text: isRead ? t('verbs:readLetter') : t(`verbs:${verb}.button`),
      kind: giveUp || grave ? 'grave' : 'primary',
    },
  };
}

/** After the words that are free, a kept phrase to put into one of them. */
function withPhrases({ t, phrases }: FormContext, fields: FormField[]): FormField[] {
  const last = fields.findLastIndex(isFree);
  if (!phrases || last < 0) return fields;
  const choice = {
    partial: 'phrase',
    label: t('templates:phrase.insert'),
    options: phrases.map(({ id, name }) => ({ value: String(id), text: name })),
    targets: fields
      .filter(isFree)
      .map(({ name, label }) => ({ value: name, text: t('templates:phrase.into', { field: label }) })),
    way: { href: PHRASES, text: t('templates:phrase.title') },
  };
  return fields.toSpliced(last + 1, 0, choice);
}

/** What to know before filling in the form. */
export function verbHint(context: FormContext): string {
  const { verb, t } = context;
  if (verb === 'extend') return decisions.extensionHint(context);
  if (verb === 'refuse') return decisions.refusalHint(context);
  if (verb === 'worksheet') return worksheetHint(context);
  if (verb === 'answer' && decisions.isRestOf(context)) return decisions.restHint(context);
  if (verb === 'close' && course.isGivingUp(context)) return t('verbs:close.giveUpHint');
  const { law } = context.page.policy;
  const hint = t(`verbs:${verb}.hint`, { by: byLaw(context, law, law.identity) });
  const stops = waiting.stopsWords(context);
  return stops ? `${hint} ${stops}` : hint;
}

export function verbTitle({ verb, page, t }: Pick<FormContext, 'verb' | 'page' | 't'>): string {
  if (verb === 'close' && course.isGivingUp({ page })) return t('verbs:close.giveUpTitle');
  if (verb === 'answer' && decisions.isRestOf({ page })) return t('verbs:answer.restTitle');
  return transmission.transmissionTitle(t, verb, page);
}
