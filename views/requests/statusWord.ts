import type { Status } from '../../domain/lifecycle/status.ts';
import type { Right } from '../../domain/rights.ts';
import type { T } from '../i18n.ts';
import { isOfDeletion } from './words.ts';

/** The status in words. After an answer, a deletion is pending only if one was requested. */
export const statusWord = (t: T, { status, right }: { status: Status; right: Right }): string =>
  status === 'purge-pending' && !isOfDeletion(right)
    ? t('requests:promiseOpen')
    : t(`requests:status.${status}`);
