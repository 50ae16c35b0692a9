import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import { verbPath } from '../../domain/lifecycle/verbs.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { isOffered } from './offers.ts';
import type { ShownRequest } from './shownRequest.ts';
import type { StepWords } from './step.ts';

/** The person was told that more follows and by when: not everything is done. To close the request says that it has followed. */
export function afterIncomplete(base: FrameBase, { page, role }: ShownRequest, then: StepWords): StepWords {
  const { t, language } = base;
  const { request, facts, sheet } = page;
  const answer = facts.findLast(({ name }) => name === 'answer-decided');
  const day = String(answer?.detail.followsOn ?? '');
  if (!day || request.status !== 'answered' || sheet.untold.length > 0) return then;
  const reopening = { href: verbPath('reopen', request.reference), text: t('verbs:reopen.title') };
  return {
    sentence: t('requests:next.rest', { day: longDate(calendarDate(day), language) }),
    why: t('requests:next.restWhy'),
    action: isOffered('reopen', page, role) ? reopening : undefined,
    ways: then.action && [then.action],
  };
}
