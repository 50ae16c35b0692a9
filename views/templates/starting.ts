import type { Language } from '../../domain/languages.ts';
import { type PartName, partsOf, type TemplateKind } from '../../domain/letters/parts.ts';
import type { TemplateText } from '../../domain/letters/template.ts';
import { translator } from '../i18n.ts';

/** Where the words of each letter stand, and its subject below that. */
const WORDS: Record<TemplateKind, [words: string, subject: string]> = {
  receipt: ['receipt', 'subject'],
  'identity-request': ['identityRequest', 'subject'],
  'identity-rejected': ['identityRejected', 'subject'],
  'clarification-request': ['clarificationRequest', 'subject'],
  'extension-notice': ['extensionNotice', 'subject'],
  answer: ['answer', 'subjectOnPaper'],
  'answer-again': ['answerAgain', 'subject'],
  'rest-ended': ['restEnded', 'subject'],
  refusal: ['refusal', 'subject'],
  'giving-up': ['givingUp', 'subject'],
  'mailbox-reminder': ['mailboxReminder', 'subject'],
  'withdrawal-receipt': ['withdrawalReceipt', 'subject'],
  'client-notice': ['clientNotice', 'received.subject'],
  'transmission-told': ['transmissionTold', 'subject'],
  'transmission-declined': ['transmissionDeclined', 'subject'],
  message: ['message', 'subject'],
  'message-receipt': ['messageReceipt', 'subject'],
};

/** Parts that the law leaves open and that are one sentence: they stand in full, to be changed. */
const OPEN: readonly PartName[] = ['again', 'same', 'fetched', 'own', 'open', 'otherwise'];

const field = (name: string): string => `{{${name}}}`;

/** The desk's own letter of a kind as a template: what is fixed as its blocks, the rest in words. It says the same as without a template. */
export function startingText(kind: TemplateKind, language: Language): TemplateText {
  const t = translator(language);
  const [words, subject] = WORDS[kind];
  const written = (name: PartName, isFixed: boolean): string => {
    if (name === 'about')
      return t('letters:about', {
        reference: field('reference'),
        right: field('right'),
        when: field('received'),
      });
    if (name === 'decider') {
      const sentence = t('letters:refusal.decidedBy', {
        organisation: field('organisation'),
        name: field('decidedBy'),
      });
      return `{{#decidedBy}}\n${sentence}\n{{/decidedBy}}`;
    }
    return OPEN.includes(name) && !isFixed ? t(`letters:${words}.${name}`) : field(name);
  };
  const named = {
    reference: field('reference'),
    references: field('reference'),
    due: field('due'),
    count: 1,
  };
  return {
    subject: t(`letters:${words}.${subject}`, named),
    body: partsOf(kind)
      .filter(({ name, fixed }) => name !== 'status' || fixed) // else the desk adds it where a letter lacks it
      .map(({ name, fixed }) => written(name, fixed !== null))
      .join('\n\n'),
  };
}
