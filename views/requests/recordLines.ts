import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { latenessOf } from '../../domain/deadlines/lateness.ts';
import { firstReplyOf } from '../../domain/deadlines/reply.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { longDate, longMoment, timeLeftWords } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { firstAnswer } from './past.ts';
import { wordedOf } from './words.ts';

/**
 * What is settled, whatever comes next: the answer and its lateness, every other late promise, and an answer that was
 * undone.
 */
export function recordLines(base: FrameBase, { request, deadlines }: RequestPage): string[] {
  const { t, language } = base;
  const day = (at: Date) => longDate(at, language, request.zone);
  const first = firstAnswer(request);
  const lines = first ? [t('requests:next.answeredFirst', { day: day(first) })] : [];
  const reply = firstReplyOf(deadlines);
  if (request.answeredAt) lines.push(answeredLine(base, request.zone, request.answeredAt, reply));
  for (const deadline of deadlines) {
    const late = latenessOf(deadline, request.zone);
    if (!late || !deadline.endedAt || (deadline === reply && request.answeredAt)) continue;
    const words = {
      clock: wordedOf(deadline.title, language),
      day: day(deadline.endedAt),
      late: timeLeftWords(late, t),
    };
    lines.push(t(`requests:next.${deadline.state === 'met' ? 'promiseLate' : 'endedLate'}`, words));
  }
  return lines;
}

function answeredLine(
  { t, language }: FrameBase,
  zone: string,
  answeredAt: Date,
  reply: Deadline | undefined,
): string {
  const day = longDate(answeredAt, language, zone);
  const late = reply && latenessOf(reply, zone);
  if (!reply || !late) return t('requests:next.answeredInTime', { day });
  const due = reply.dueOn
    ? longDate(reply.dueOn, language)
    : reply.targetAt
      ? longMoment(reply.targetAt, language, zone)
      : '';
  return t('requests:next.answeredLate', { day, due, late: timeLeftWords(late, t) });
}
