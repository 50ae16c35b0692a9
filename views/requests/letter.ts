import { languageName } from '../../domain/languages.ts';
import { partsOf, type TemplateKind, templateKind } from '../../domain/letters/parts.ts';
import type { VerbName } from '../../domain/lifecycle/verbs.ts';
import type { Rehearsed } from '../../models/letter/rehearsal.ts';
import type { LetterText } from '../../models/letter/words.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { wordsToKeep } from '../letters/wordsOf.ts';
import { startingText } from '../templates/starting.ts';
import { ask, type FormContext, type FormField, type WaitingFiles } from './forms/context.ts';
import { isFree, verbForm } from './forms/index.ts';

type LetterPage = {
  frame: Frame;
  back: string;
  lead: string;
  words?: LetterText;
  /** That its template cannot be used, so that it is in the desk's words. */
  unusable?: string;
  language: string;
  fixed: string;
  form: { action: string; fields: FormField[]; button: object };
  change: string;
};

type LetterPageInput = Rehearsed & {
  page: RequestPage;
  verb: VerbName;
  clock: string;
  now: Date;
  values: Record<string, string>;
  /** Files that were sent with the form and are kept for it. */
  waiting?: WaitingFiles;
  greeting: string;
  digest: string;
  isChanged: boolean;
};

/** A verb's letter before it is sent: all its words, and below them the fields that may be changed. View: `requests/letter`. */
export function letterPage(base: FrameBase, given: LetterPageInput): LetterPage {
  const { t, language } = base;
  const { page, verb, clock, now, letter, context, kept, digest, isChanged } = given;
  const { reference, personEmail } = page.request;
  const values = { ...given.values, greeting: given.greeting };
  const asked: FormContext = {
    t,
    language,
    page,
    verb,
    clock,
    now,
    values,
    errors: {},
    kept: given.waiting,
    prefix: '',
  };
  const { action, fields, button } = verbForm(asked);
  const free = fields.filter(isFree);
  const kind = templateKind(context.kind);
  const source = kind && (context.standing ?? startingText(kind, context.language).body);
  const names = new Set<unknown>(['greeting', 'wording', ...free.map(({ name }) => name)]);
  const hidden = Object.entries({ ...values, letterShown: digest, ...(source && { wordingShown: source }) })
    .filter(([name]) => !names.has(name))
    .map(([name, value]) => ({ partial: 'hidden', name, value }));
  const words = { email: personEmail ?? '', language: languageName(context.language) };
  const way = letter.state === 'sent' ? 'posted' : letter.channel === 'post' ? 'paper' : 'mail';
  return {
    frame: {
      ...base,
      title: t('requests:letterPage.title'),
      notice: isChanged ? t('requests:letterPage.changed') : undefined,
    },
    back: `/requests/${reference}`,
    lead: t(`requests:letterPage.lead.${way}`, words),
    words: kept ?? wordsToKeep(context),
    unusable: context.unusable ? t('templates:leftAside') : undefined,
    language: context.language,
    fixed: t(`requests:letterPage.${verb === 'write-message' ? 'fixedMessage' : 'fixed'}`),
    form: {
      action,
      fields: [
        ...fields.filter(({ partial, name }) => partial === 'hidden' && !names.has(name)),
        ...hidden,
        ask(asked, 'field', 'greeting', { label: t('requests:letterPage.greeting'), width: 'medium' }),
        ...free,
        ...(kind && source ? [wordingOf(asked, kind, given.values.wording || source)] : []),
      ],
      button: { ...button, text: t(`requests:letterPage.button.${way}`) },
    },
    change: t('requests:letterPage.change'),
  };
}

/** The text of the letter, to be changed for this one: what the law fixes is put in at its blocks. */
function wordingOf(asked: FormContext, kind: TemplateKind, value: string): FormField {
  const fixed = partsOf(kind).flatMap(({ name, fixed }) => (fixed ? [`{{${name}}}`] : []));
  const field = ask(asked, 'textarea', 'wording', {
    label: asked.t('requests:letterPage.wording'),
    hint: asked.t('requests:letterPage.wordingHint', { fixed: fixed.join(' ') }),
    rows: 14,
    optional: true,
  });
  return { ...field, value };
}
