import { runs } from '../../domain/deadlines/urgency.ts';
import { type Undelivered, undeliveredIn } from '../../domain/lifecycle/undelivered.ts';
import { verbPath } from '../../domain/lifecycle/verbs.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { reasonIn } from '../settings/outboxReason.ts';
import { isOffered } from './offers.ts';
import type { NextStep } from './step.ts';

type UndeliveredInput = { page: RequestPage; role: Role };

/** What can be recorded about it in the outbox. */
const WAY_OUT: Partial<Record<Undelivered, string>> = {
  refused: 'outbox:posting.title',
  perhaps: 'outbox:taken.title',
};

/** A letter to the person that did not arrive, with the server's words or the day it came back, and ways to write again. */
export function undelivered(
  { t, language }: FrameBase,
  { page, role }: UndeliveredInput,
): Pick<NextStep, 'sentence' | 'why' | 'action' | 'ways'> | undefined {
  const { request, sheet } = page;
  const letter = undeliveredIn(
    page.letters.filter(({ recipient }) => recipient === 'person'),
    sheet.untold,
  );
  if (!letter) return undefined;
  // a receipt that came back is known by its day on the one request that it belongs to
  const back = sheet.returned.find(({ letterId }) => letterId === letter.id);
  const day = back ? longDate(back.at, language, request.zone) : '';
  const said = reasonIn(letter.lastError, t).replace(/\.$/, '');
  const words = { letter: t(`events:letterKind.${letter.kind}`), day, said };
  const sentence = letter.how === 'returned' && !back ? 'returnedOnce' : letter.how;
  const why = `${letter.how === 'perhaps' ? 'perhaps' : 'undelivered'}${page.deadlines.some(runs) ? 'Why' : 'Over'}`;
  const resend = isOffered('resend', page, role);
  const outbox = may(role, 'work-outbox') ? WAY_OUT[letter.how] : undefined;
  return {
    sentence: t(`requests:next.undelivered.${sentence}`, words),
    why: t(`requests:next.${why}`),
    action: resend
      ? { href: verbPath('resend', request.reference), text: t('verbs:resend.title') }
      : undefined,
    ways: outbox ? [{ href: `/settings/outbox/${letter.id}`, text: t(outbox) }] : [],
  };
}
