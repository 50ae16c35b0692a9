import type { Role } from '../../domain/permissions.ts';
import { groundOf } from '../../domain/policies/grounds.ts';
import type { FactNote, RequestPage } from '../../models/subjectRequest/page.ts';
import { longDate, longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import type { FileRow } from './files.ts';
import { filesById } from './files.ts';
import { actorName } from './log.ts';
import { type Undo, undoOf } from './offer.ts';
import type { VerbName } from './verbs.ts';
import { wordedOf } from './words.ts';

/** Something that was done or happened, with the words and files that were kept with it. */
export type Deed = {
  when: string;
  what: string;
  who: string;
  words: { key: string; value: string }[];
  files: FileRow[];
  undo?: Undo;
};

type Given = { page: RequestPage; role: Role; now: Date; mayReadFiles: boolean };

const UNDO: Record<string, VerbName> = {
  clarified: 'undo-clarification',
  paused: 'undo-pause',
  'extension-decided': 'undo-extension',
};
/** What was kept with a fact, in the order in which it is read. */
const WORDS = ['ground', 'text', 'nothingHeld', 'reason', 'done', 'note', 'proof'] as const;

/** The facts of the request in the order of their moments. */
export function deedsOf(base: FrameBase, given: Given): Deed[] {
  const { page } = given;
  return page.facts.map((fact) => {
    const verb = UNDO[fact.name];
    const last = page.facts.findLast(({ name }) => name === fact.name);
    return {
      when: longMoment(fact.at, base.language, page.request.zone),
      what: sentenceOf(base, page, fact),
      who: actorName(base.t, page, fact.actor),
      words: wordsOf(base, fact),
      files: filesById(base, given, fact.detail.attachments),
      undo: verb && last?.id === fact.id ? undoOf(base, given, verb) : undefined,
    };
  });
}

function sentenceOf({ t, language }: FrameBase, page: RequestPage, { name, about }: FactNote): string {
  const clock = page.deadlines.find((deadline) => deadline.clock === about);
  switch (name) {
    case 'identity-confirmed':
      return t('events:fact.identity-confirmed', { method: t(`events:method.${about}`) });
    case 'paused':
    case 'resumed':
      return t(`events:fact.${name}`, { reason: t(`verbs:pauseReason.${about}`) });
    case 'fulfilled':
    case 'clock-cancelled':
      return t(`events:fact.${name}`, { clock: clock ? wordedOf(clock.title, language) : about });
    case 'answered':
      return t(`events:answered.${about}`);
    case 'refused':
    case 'refused-in-part': {
      const ground = groundOf(about ?? '');
      const words = ground ? `${wordedOf(ground.title, language)} (${ground.article})` : about;
      return t(`events:fact.${name}`, { ground: words });
    }
    default:
      return t(`events:fact.${name}`);
  }
}

function wordsOf({ t }: FrameBase, { name, detail }: FactNote): Deed['words'] {
  return WORDS.flatMap((key) => {
    const value = detail[key];
    if (typeof value !== 'string' || value === '') return [];
    const isGround = name === 'extension-decided' && key === 'ground';
    return [
      { key: t(`events:words.${key}`), value: isGround ? t(`events:extensionGround.${value}`) : value },
    ];
  });
}

/** The letters of the request: to the person first of all, and the reminders to colleagues. */
export type LetterRow = {
  kind: string;
  to: string;
  state: string;
  waits: boolean;
  /** What a colleague wrote in it. */
  words: Deed['words'];
};

/** What is only in the letter: the rest is with the deed that it tells of. */
const WORDS_OF_LETTER = ['doubt', 'needed', 'question'] as const;

export function letterRows(base: FrameBase, page: RequestPage): LetterRow[] {
  const { t, language } = base;
  const { zone } = page.request;
  return page.letters.map((letter) => {
    const { kind, recipient, state, channel, sentAt } = letter;
    const posted = channel === 'post' && sentAt;
    const day = sentAt
      ? posted
        ? longDate(sentAt, language, zone)
        : longMoment(sentAt, language, zone)
      : '';
    return {
      kind: t(`events:letterKind.${kind}`),
      to: recipientName(base, page, recipient),
      state: t(posted ? 'requests:letter.posted' : `requests:letter.${state}`, { day }),
      waits: state === 'queued' || state === 'failed',
      words: WORDS_OF_LETTER.filter((key) => letter.words[key]).map((key) => ({
        key: t(`events:words.${key}`),
        value: letter.words[key] ?? '',
      })),
    };
  });
}

function recipientName({ t }: FrameBase, page: RequestPage, recipient: string): string {
  if (recipient === 'person') return page.request.personName;
  if (recipient === 'escalation') return t('requests:letter.escalation');
  return actorName(t, page, recipient);
}
