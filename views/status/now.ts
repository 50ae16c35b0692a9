import { outstandingRest } from '../../domain/lifecycle/rests.ts';
import type { RequestStanding } from '../../models/submission/page.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { isOfDeletion } from '../requests/words.ts';

/** Where a request stands, in one sentence to the person. */
export function nowWords(base: FrameBase, { request, sheet, joined }: RequestStanding): string {
  const { t, language } = base;
  if (joined) {
    const { kept, mergedAt } = joined;
    return t('status:joined', {
      day: longDate(mergedAt, language, request.zone),
      kept: kept.reference,
      received: longDate(kept.receivedOn, language),
      stands: standsWords(base, kept),
    });
  }
  return request.status === 'closed'
    ? t(`status:ended.${request.outcome ?? 'answered'}`)
    : request.status !== 'purge-pending'
      ? t(`status:now.${request.status}`)
      : outstandingRest(sheet.facts.rests)
        ? t('status:now.rest')
        : t(isOfDeletion(request.right) ? 'status:now.purge-pending' : 'status:promiseOpen');
}

/** Where the request stands in which this one goes on. */
const standsWords = ({ t }: FrameBase, kept: RequestStanding['request']): string =>
  kept.status === 'closed' ? t(`status:ended.${kept.outcome ?? 'answered'}`) : t(`status:now.${kept.status}`);
