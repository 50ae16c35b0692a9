import { addressOf, type VerbName } from '../verbs.ts';
import type { Field, FormContext } from './context.ts';
import * as course from './course.ts';
import * as decisions from './decisions.ts';
import * as identity from './identity.ts';
import { correctReceiptFields } from './receipt.ts';
import * as waiting from './waiting.ts';

const FIELDS: Record<VerbName, (context: FormContext) => Field[]> = {
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
  refuse: decisions.refuseFields,
  assign: course.assignFields,
  'correct-receipt': correctReceiptFields,
  note: course.noteFields,
  withdraw: course.withdrawFields,
  close: course.closeFields,
  reopen: course.reopenFields,
  'undo-clarification': () => [],
  'undo-pause': () => [],
  'undo-extension': () => [],
  'undo-fulfilment': () => [],
};

const WITH_FILES: VerbName[] = ['answer', 'fulfil'];
/** What ends a request or a promise, or goes against the person. */
const GRAVE: VerbName[] = ['reject-identity', 'refuse', 'withdraw', 'cancel-clock'];

export type VerbForm = {
  action: string;
  files: boolean;
  fields: Field[];
  button: { text: string; kind: string; links?: { href: string; text: string }[] };
};

/** The form of a verb. It carries the version that was before the eyes of whoever fills it in. */
export function verbForm(context: FormContext): VerbForm {
  const { verb, page, clock, t } = context;
  const { version, reference } = page.request;
  const seen = page.events.at(-1)?.sequence ?? 0;
  const giveUp = verb === 'close' && course.isGivingUp(context);
  return {
    action: addressOf(verb, reference, clock),
    files: WITH_FILES.includes(verb),
    fields: [
      { partial: 'hidden', name: 'version', value: String(version) },
      { partial: 'hidden', name: 'seen', value: String(seen) },
      ...FIELDS[verb](context),
    ],
    button: {
      text: giveUp ? t('verbs:close.giveUpButton') : t(`verbs:${verb}.button`),
      kind: giveUp || GRAVE.includes(verb) ? 'grave' : 'primary',
    },
  };
}

/** What should be known before the form is filled in. */
export function verbHint(context: FormContext): string {
  const { verb, t } = context;
  if (verb === 'extend') return decisions.extensionHint(context);
  if (verb === 'refuse') return decisions.refusalHint(context);
  if (verb === 'close' && course.isGivingUp(context)) return t('verbs:close.giveUpHint');
  return t(`verbs:${verb}.hint`);
}

export function verbTitle({ verb, page, t }: Pick<FormContext, 'verb' | 'page' | 't'>): string {
  if (verb === 'close' && course.isGivingUp({ page })) return t('verbs:close.giveUpTitle');
  return t(`verbs:${verb}.title`);
}
