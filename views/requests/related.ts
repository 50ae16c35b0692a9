import type { Related } from '../../models/subjectRequest/related.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { statusWord } from './statusWord.ts';

export type RelatedRow = { href: string; what: string; stands: string; why: string };

/** Requests that may be the same person's, each with what it has in common. Only a hint. */
export const relatedRows = ({ t, language }: FrameBase, related: readonly Related[]): RelatedRow[] =>
  related.map(({ reference, right, status, receivedOn, ...same }) => ({
    href: `/requests/${reference}`,
    what: `${t(`requests:right.${right}`)}, ${reference}`,
    stands: t('requests:related.stands', {
      status: statusWord(t, { status, right }),
      day: longDate(receivedOn, language),
    }),
    why: t('requests:related.same', {
      what: new Intl.ListFormat(language, { type: 'conjunction' }).format(
        (['sameMailbox', 'sameCustomer', 'sameName'] as const)
          .filter((name) => same[name])
          .map((name) => t(`requests:related.${name}`)),
      ),
    }),
  }));
