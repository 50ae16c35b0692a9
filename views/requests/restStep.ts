import { isOutstanding } from '../../domain/deadlines/announcedRest.ts';
import { outstandingRest } from '../../domain/lifecycle/rests.ts';
import { verbPath } from '../../domain/lifecycle/verbs.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import type { FactRow } from './facts.ts';
import { isOffered } from './offers.ts';
import type { ShownRequest } from './shownRequest.ts';
import type { StepWords } from './step.ts';

/** The person was told that more follows and by when: it is sent, or they are told why it is not. */
export function restStep(base: FrameBase, { page, role }: ShownRequest): StepWords | undefined {
  const { t, language } = base;
  const { request, sheet } = page;
  const rest = outstandingRest(sheet.facts.rests);
  if (!rest || request.status !== 'purge-pending') return undefined;
  const way = (verb: 'answer' | 'end-rest', text: string) =>
    isOffered(verb, page, role) ? { href: verbPath(verb, request.reference), text } : undefined;
  const ending = way('end-rest', t('verbs:end-rest.title'));
  return {
    sentence: t('requests:next.rest', { day: longDate(rest.on, language) }),
    why: t('requests:next.restWhy'),
    action: way('answer', t('requests:next.restAction')),
    ways: ending && [ending],
  };
}

/** What became of each announced rest. */
export function restRows({ t, language }: FrameBase, { page }: ShownRequest): FactRow[] {
  const { rests = [], zone } = page.sheet.facts;
  const on = (at: Date | undefined) => (at ? longDate(at, language, zone) : '');
  const lines = rests.map((rest) => {
    const words = { day: longDate(rest.on, language), sent: on(rest.sentAt), ended: on(rest.endedAt) };
    const how = isOutstanding(rest) ? 'due' : rest.sentAt ? 'sent' : rest.endedAt ? 'ended' : 'returned';
    return t(`requests:rest.${how}`, words);
  });
  return lines.length > 0 ? [{ key: t('requests:fact.rest'), lines }] : [];
}
