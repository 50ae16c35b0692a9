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

/** Why somebody must do something about a transmission: a wish nobody decided about, a link that was not delivered or is asked for again. */
function waitingFor(page: ShownRequest['page'], now: Date) {
  for (const { provider, email, ...note } of page.transmissions) {
    const standing = transmissionStanding({ ...note, email }, now);
    const isNews = standing === 'asked' || (standing === 'named' && page.request.status !== 'closed');
    const why = isNews
      ? ('wish' as const)
      : standing === 'undelivered'
        ? ('linkUndelivered' as const)
        : note.askedAgainAt
          ? ('linkAgain' as const)
          : undefined;
    if (why) return { why, provider, email };
  }
  return undefined;
}

/** Whether there is an answer whose data can go on. */
const isSent = ({ status }: ShownRequest['page']['request']): boolean =>
  status === 'answered' || status === 'purge-pending' || status === 'closed';
