import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { shortMoment } from '../dates.ts';
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
  const lines = [
    ...fetchedWords(base, page),
    linkWords(base, page, now),
    isAnswerGone(page) ? t('rules:answer-gone') : '',
  ];
  return [{ key: t('requests:fact.delivery'), lines: lines.filter(Boolean) }];
}

function fetchedWords({ t, language }: FrameBase, { events, request }: RequestPage): string[] {
  const lines = Object.entries(FETCHED).map(([key, kinds]) => {
    const fetched = events.filter(({ kind }) => kinds.includes(kind));
    const last = fetched.at(-1);
    if (!last) return '';
    const at = shortMoment(new Date(last.at), language, request.zone);
    return t(`requests:${key}`, { count: fetched.length, at });
  });
  return lines.some(Boolean) ? lines : [t('requests:notFetched')];
}

function linkWords({ t, language }: FrameBase, { answers, request }: RequestPage, now: Date): string {
  const until = answers.at(-1)?.expiresAt;
  if (!until) return '';
  return t(until > now ? 'requests:linkOpen' : 'requests:linkOver', {
    at: shortMoment(until, language, request.zone),
  });
}
