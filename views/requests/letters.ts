import { groundOf } from '../../domain/policies/grounds.ts';
import type { LetterNote, RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { longDate, longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { isPerhapsTaken } from '../settings/outbox.ts';
import { reasonIn } from '../settings/outboxReason.ts';
import { isToOutside } from './forms/letters.ts';
import { actorName } from './log.ts';
import type { Undo } from './offer.ts';
import { wordedOf } from './words.ts';

type Word = { key: string; value: string };

/** The letters of the request: to the person first, then reminders to colleagues. */
export type LetterRow = {
  kind: string;
  href: string;
  to: string;
  state: string;
  waits: boolean;
  /** Why it was not sent. */
  why: string;
  /** What a colleague wrote in it. */
  words: Word[];
  /** The letter as it was sent, as a PDF. */
  pdf?: string;
  /** The form that sends the answer again. */
  again?: Undo;
};

/** Words found only in the letter: the rest is shown with its act. */
const WORDS_OF_LETTER = ['doubt', 'needed', 'question'] as const;
/** A closure for lack of a reply is not in the history as an act, and an unsent letter is shown with all its words. */
const ALL_WORDS = [...WORDS_OF_LETTER, 'ground', 'text', 'nothingHeld', 'reason'] as const;

/** The letters to the person, and separately the reminders and notices to colleagues. */
export function letterRows(
  base: FrameBase,
  page: RequestPage,
): { toPerson: LetterRow[]; toStaff: LetterRow[] } {
  const [toPerson, toStaff] = [true, false].map((wanted) =>
    rowsOf(
      base,
      page,
      page.letters.filter((letter) => isToOutside(letter) === wanted),
    ),
  );
  return { toPerson: toPerson ?? [], toStaff: toStaff ?? [] };
}

function rowsOf(base: FrameBase, page: RequestPage, letters: LetterNote[]): LetterRow[] {
  const { t } = base;
  return letters.map((letter) => {
    const { id, kind, recipient, state } = letter;
    const { text, waits } = letterState(base, page, letter);
    return {
      kind: t(`events:letterKind.${kind}`),
      href: `/requests/${page.request.reference}/letters/${id}`,
      pdf:
        letter.isKept && state !== 'queued'
          ? `/requests/${page.request.reference}/letters/${id}/pdf`
          : undefined,
      to: recipientName(base, page, recipient),
      state: text,
      waits,
      why: state === 'cancelled' || state === 'failed' ? reasonIn(letter.lastError, t) : '',
      words: wordsOf(base, page, letter),
    };
  });
}

/** The delivery of a letter in words, and whether somebody must still act. */
export function letterState(
  { t, language }: FrameBase,
  { request: { zone } }: RequestPage,
  { state, channel, sentAt, perhapsTakenAt }: LetterNote,
): { text: string; waits: boolean } {
  const posted = channel === 'post' && sentAt;
  const day = sentAt ? (posted ? longDate(sentAt, language, zone) : longMoment(sentAt, language, zone)) : '';
  const waits = state === 'queued' || state === 'failed' || state === 'returned';
  if (isPerhapsTaken({ state, perhapsTakenAt }))
    return { text: t(`requests:letter.perhaps.${state}`), waits };
  if (state === 'queued' && channel === 'post') return { text: t('requests:letter.prepared'), waits };
  const text = t(posted && state === 'sent' ? 'requests:letter.posted' : `requests:letter.${state}`, { day });
  return { text, waits };
}

function wordsOf({ t, language }: FrameBase, page: RequestPage, { kind, state, words }: LetterNote): Word[] {
  const shown = state === 'cancelled' || kind === 'giving-up' ? ALL_WORDS : WORDS_OF_LETTER;
  return shown.flatMap((key) => {
    const value = words[key];
    if (!value) return [];
    if (key !== 'ground') return [{ key: t(`events:words.${key}`), value }];
    const ground = groundOf(page.policy, page.choice.names.packs, value);
    const said = ground ? wordedOf(ground.title, language) : t(`events:extensionGround.${value}`);
    return [{ key: t(`events:words.${key}`), value: said }];
  });
}

function recipientName({ t }: FrameBase, page: RequestPage, recipient: string): string {
  if (recipient === 'person') return page.request.personName;
  if (recipient === 'escalation') return t('requests:letter.escalation');
  if (recipient.startsWith('provider:'))
    return page.transmissions.find(({ id }) => recipient === `provider:${id}`)?.provider ?? '';
  return actorName(t, page, recipient);
}
