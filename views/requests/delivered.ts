import type { FactNote, RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { longDate, shortMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { isAnswerGone } from './answerAgain.ts';
import type { FactRow } from './facts.ts';
import type { ShownRequest } from './shownRequest.ts';

/** What the log counts as fetching an answer: as a package, or its files one by one. */
const FETCHED: Record<string, readonly string[]> = {
  packageFetched: ['answer-package-fetched'],
  filesFetched: ['answer-file-fetched', 'answer-file-read'],
};

/** What became of an answer by link: how often it was fetched and when last, and until when its link opens. */
export function deliveryRows(base: FrameBase, { page, now }: ShownRequest): FactRow[] {
  const { t } = base;
  if (!page.request.answeredAt || page.answers.length === 0) return [];
  const parts = partsOf(page);
  const lines = [
    ...parts.flatMap(({ ids, sent }) => {
      const words = [...fetchedWords(base, page, ids), linkWords(base, page, { now, ids })].filter(Boolean);
      return sent ? [ofPart(base, page, { sent, what: words.join(' ') })] : words;
    }),
    isAnswerGone(page) ? t('rules:answer-gone') : '',
  ];
  return [{ key: t('requests:fact.delivery'), lines: lines.filter(Boolean) }];
}

/** An answer and its links, and when it went out where there are several: the first, and what completed it. */
type AnswerPart = { ids: readonly number[]; sent?: FactNote };

function partsOf({ facts, answers, letters, events }: RequestPage): AnswerPart[] {
  const parts = facts.filter(({ name, about }) => name === 'answered' && about === 'mail');
  if (parts.length < 2) return [{ ids: answers.map(({ id }) => id) }];
  return parts.map((sent) => {
    const { letterId } = sent;
    const decided = facts.find((fact) => fact.name === 'answer-decided' && fact.letterId === letterId);
    const made = answers.filter(({ createdAt }) => Number(createdAt) === decided?.recordedAt.getTime());
    const again = letters.filter(({ words }) => words.of === String(letterId)).map(({ id }) => id);
    const madeAgain = events
      .filter(({ kind }) => kind === 'answer-sent-again')
      .map(({ data }) => JSON.parse(data) as { answer: number; letter: number })
      .filter(({ letter }) => again.includes(letter));
    return { sent, ids: [...made.map(({ id }) => id), ...madeAgain.map(({ answer }) => answer)] };
  });
}

function ofPart({ t, language }: FrameBase, { request }: RequestPage, { sent, what }: Part): string {
  const day = longDate(sent.at, language, request.zone);
  return t(`requests:deliveryOf.${sent.detail.completes ? 'rest' : 'first'}`, { day, what });
}
type Part = { sent: FactNote; what: string };

function fetchedWords(
  { t, language }: FrameBase,
  { events, request }: RequestPage,
  ids: readonly number[],
): string[] {
  const lines = Object.entries(FETCHED).map(([key, kinds]) => {
    const fetched = events.filter(
      ({ kind, data }) => kinds.includes(kind) && ids.includes(JSON.parse(data).answer),
    );
    const last = fetched.at(-1);
    if (!last) return '';
    const at = shortMoment(new Date(last.at), language, request.zone);
    return t(`requests:${key}`, { count: fetched.length, at });
  });
  return lines.some(Boolean) ? lines : [t('requests:notFetched')];
}

function linkWords(
  { t, language }: FrameBase,
  { answers, request }: RequestPage,
  { now, ids }: { now: Date; ids: readonly number[] },
): string {
  const until = answers.findLast(({ id }) => ids.includes(id))?.expiresAt;
  if (!until) return '';
  return t(until > now ? 'requests:linkOpen' : 'requests:linkOver', {
    at: shortMoment(until, language, request.zone),
  });
}
