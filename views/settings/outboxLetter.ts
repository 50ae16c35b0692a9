import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { LetterText } from '../../models/letter/deliveries.ts';
import type { OpenLetter } from '../../models/letter/outbox.ts';
import { longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import type { T } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { masked, wordsOf } from '../letters/wordsOf.ts';
import { stateWords } from './outbox.ts';
import { reasonIn } from './outboxReason.ts';

type Given = OpenLetter & {
  posting?: { form: { postedOn: string; proof: string }; fault: RuleViolation };
  zone: string;
  mailConfigured: boolean;
  mayWork: boolean;
};
export type OutboxLetterPage = {
  frame: Frame;
  errors: Record<string, string>;
  rows: object[];
  words?: LetterText;
  wordless: string;
  preview: boolean;
  language: string;
  retry?: string;
  posting?: object;
};

/** One letter: where it stands, its words with the secrets covered, and what can be done about it. */
export function outboxLetterPage(base: FrameBase, given: Given): OutboxLetterPage {
  const { t } = base;
  const { letter, posting, mayWork, mailConfigured } = given;
  const errors = posting ? errorsOf(t, [posting.fault]) : {};
  const waits = mayWork && (letter.state === 'queued' || letter.state === 'failed');
  return {
    frame: { ...base, title: t(`events:letterKind.${letter.kind}`), faulty: posting !== undefined },
    errors,
    rows: rowsOf(given, base),
    words: wordsIn(given),
    wordless: letter.channel === 'post' ? t('outbox:onPaper') : t('outbox:noWords'),
    preview: given.kept === undefined,
    language: letter.language,
    retry: waits && mailConfigured ? `/settings/outbox/${letter.id}/retry` : undefined,
    posting: waits && letter.toPerson ? postingOf(letter.id, errors, t, posting?.form) : undefined,
  };
}

/** The words as they went out, or as they would go now; every secret is covered in both. */
export function wordsIn({ kept, context }: OpenLetter): LetterText | undefined {
  if (kept) return kept;
  return context && masked(wordsOf(context), context.secrets);
}

function rowsOf({ letter, zone }: Given, { t, language }: FrameBase): object[] {
  const moment = (at: Date) => longMoment(at, language, zone);
  const { reference, toName, toAddress, lastError } = letter;
  const rows = [
    { key: t('outbox:column.state'), value: stateWords(letter, t) },
    { key: t('outbox:column.to'), lines: [...new Set([toName, toAddress])].filter(Boolean) },
    reference && { key: t('outbox:column.request'), value: reference, href: `/requests/${reference}` },
    { key: t('outbox:column.ordered'), value: moment(letter.createdAt) },
    letter.sentAt && { key: stateWords(letter, t), value: moment(letter.sentAt) },
    letter.nextAttemptAt && { key: t('outbox:nextTry'), value: moment(letter.nextAttemptAt) },
    letter.attempts > 0 && { key: t('outbox:column.tries'), value: String(letter.attempts) },
    lastError && { key: t('outbox:column.reason'), value: reasonIn(lastError, t) },
  ];
  return rows.filter((row) => typeof row === 'object' && row !== null);
}

function postingOf(
  id: number,
  errors: Record<string, string>,
  t: T,
  form = { postedOn: '', proof: '' },
): object {
  return {
    id: 'posting',
    title: t('outbox:posting.title'),
    hint: t('outbox:posting.hint'),
    open: Object.keys(errors).length > 0,
    form: {
      action: `/settings/outbox/${id}/posting`,
      fields: [
        {
          partial: 'field',
          name: 'postedOn',
          type: 'date',
          width: 'short',
          label: t('outbox:posting.postedOn'),
          value: form.postedOn,
          error: errors.postedOn,
        },
        {
          partial: 'field',
          name: 'proof',
          label: t('outbox:posting.proof'),
          hint: t('outbox:posting.proofHint'),
          value: form.proof,
          error: errors.proof,
        },
      ],
      button: { text: t('outbox:posting.button') },
    },
  };
}
