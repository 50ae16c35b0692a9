import { longWait } from '../../domain/lifecycle/longWait.ts';
import { verbPath } from '../../domain/lifecycle/verbs.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { isOffered } from './offers.ts';
import type { ShownRequest } from './shownRequest.ts';

type Ways = { href: string; text: string }[];

/** The step of a waiting request; after a long wait, with the options: write again, or close for lack of a reply. */
export function afterLongWait<S extends { why?: string; ways?: Ways }>(
  base: FrameBase,
  given: ShownRequest,
  step: S,
): S {
  const { t } = base;
  const { request, letters } = given.page;
  const days = longWait(request.waitingSince, given.now, request.zone);
  if (days === undefined) return step;
  const since = request.waitingSince ?? request.receivedAt;
  const again = letters.findLast(({ kind, createdAt }) => kind === 'message' && createdAt > since);
  const day = again ? longDate(again.createdAt, base.language, request.zone) : '';
  const why = [t('requests:next.longWait', { count: days }), again && t('requests:next.wroteAgain', { day })];
  return { ...step, why: [...why, step.why].filter(Boolean).join(' '), ways: waysOn(base, given) };
}

function waysOn({ t }: FrameBase, { page, role }: ShownRequest): Ways {
  const { reference } = page.request;
  const again = `${verbPath('write-message', reference)}?again=yes`;
  const write = { href: again, text: t('requests:next.writeAgain') };
  const close = { href: verbPath('close', reference), text: t('requests:next.closeNoReply') };
  return [
    ...(isOffered('write-message', page, role) ? [write] : []),
    ...(isOffered('close', page, role) ? [close] : []),
  ];
}
