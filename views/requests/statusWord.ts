import { isRest } from '../../domain/deadlines/rest.ts';
import type { Status } from '../../domain/lifecycle/status.ts';
import type { Right } from '../../domain/rights.ts';
import type { T } from '../i18n.ts';
import { isOfDeletion } from './words.ts';

type StandingRequest = { status: Status; right: Right; nextClock?: string | null };

/** The status in words. After an answer, its rest may be due; a deletion is pending only if one was requested. */
export function statusWord(t: T, { status, right, nextClock }: StandingRequest): string {
  if (status !== 'purge-pending') return t(`requests:status.${status}`);
  if (isRest({ clock: nextClock ?? '' })) return t('requests:restDue');
  return t(isOfDeletion(right) ? 'requests:status.purge-pending' : 'requests:promiseOpen');
}
