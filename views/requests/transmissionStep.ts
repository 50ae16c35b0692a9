import { verbPath } from '../../domain/lifecycle/verbs.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { isOffered } from './offers.ts';
import type { ShownRequest } from './shownRequest.ts';
import type { StepWords } from './step.ts';

/** The person asked that the data of their answer go to another provider (Art. 20(2) GDPR): somebody decides about that, then the rest. */
export function afterWish({ t }: FrameBase, { page, role }: ShownRequest, then: StepWords): StepWords {
  const wish = page.transmissions.find(({ state }) => state === 'asked');
  if (!wish || page.sheet.untold.length > 0 || !isSent(page.request)) return then;
  const way = (verb: 'send-transmission' | 'decline-transmission') =>
    isOffered(verb, page, role)
      ? [{ href: verbPath(verb, page.request.reference), text: t(`verbs:${verb}.title`) }]
      : [];
  const [action, ...ways] = [...way('send-transmission'), ...way('decline-transmission')];
  return {
    sentence: t('requests:next.wish', { provider: wish.provider }),
    why: t('requests:next.readThen', { step: then.sentence }),
    action,
    ways,
  };
}

/** Whether there is an answer whose data can go on. */
const isSent = ({ status }: ShownRequest['page']['request']): boolean =>
  status === 'answered' || status === 'purge-pending' || status === 'closed';
