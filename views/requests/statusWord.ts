import type { Status } from '../../domain/lifecycle/status.ts';
import type { Right } from '../../domain/rights.ts';
import type { T } from '../i18n.ts';
import { isOfDeletion } from './words.ts';

/** Where a request stands. What an answer leaves open is a deletion only where one was asked for. */
export const statusWord = (t: T, { status, right }: { status: Status; right: Right }): string =>
  status === 'purge-pending' && !isOfDeletion(right)
    ? t('requests:promiseOpen')
    : t(`requests:status.${status}`);
