import { verbPath } from '../../domain/lifecycle/verbs.ts';
import { transmissionStanding } from '../../domain/transmission.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { transmissionTitle } from './forms/transmission.ts';
import { isOffered } from './offers.ts';
import type { ShownRequest } from './shownRequest.ts';
import type { StepWords } from './step.ts';

/** The data of the answer shall go to another provider (Art. 20(2) GDPR): somebody decides about the wish, or sends the link again; then the rest. */
export function afterWish({ t }: FrameBase, { page, role, now }: ShownRequest, then: StepWords): StepWords {
  const wait = waitingFor(page, now);
  if (!wait || page.sheet.untold.length > 0 || !isSent(page.request)) return then;
  const way = (verb: 'send-transmission' | 'decline-transmission' | 'end-transmission') =>
    isOffered(verb, page, role)
      ? [{ href: verbPath(verb, page.request.reference), text: transmissionTitle(t, verb, page) }]
      : [];
  const other = wait.why === 'wish' ? 'decline-transmission' : 'end-transmission';
  const [action, ...ways] = [...way('send-transmission'), ...way(other)];
  return {
    sentence: t(`requests:next.${wait.why}`, { provider: wait.provider, email: wait.email }),
    why: t('requests:next.readThen', { step: then.sentence }),
    action,
    ways,
  };
}

/**
 * Why somebody must do something about a transmission: a wish nobody decided about, a link that was not delivered, is asked for again, or
 * expired unused while the request is open.
 */
function waitingFor({ transmissions, request }: ShownRequest['page'], now: Date) {
  for (const note of transmissions) {
    const why = whyWaiting(note, request.status === 'closed', now);
    if (why) return { why, provider: note.provider, email: note.email };
  }
  return undefined;
}

function whyWaiting(
  note: ShownRequest['page']['transmissions'][number],
  isClosed: boolean,
  now: Date,
): 'wish' | 'linkUndelivered' | 'linkAgain' | 'linkOver' | undefined {
  if (note.askedAgainAt) return 'linkAgain';
  switch (transmissionStanding(note, now)) {
    case 'asked':
      return 'wish';
    case 'named':
      return isClosed ? undefined : 'wish';
    case 'undelivered':
      return 'linkUndelivered';
    case 'over':
      return isClosed ? undefined : 'linkOver';
    default:
      return undefined;
  }
}

/** Whether there is an answer whose data can go on. */
const isSent = ({ status }: ShownRequest['page']['request']): boolean =>
  status === 'answered' || status === 'purge-pending' || status === 'closed';
