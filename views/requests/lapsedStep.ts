import { replyOf } from '../../domain/deadlines/reply.ts';
import { verbPath } from '../../domain/lifecycle/verbs.ts';
import { may } from '../../domain/permissions.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { isOffered } from './offers.ts';
import type { ShownRequest } from './shownRequest.ts';
import type { StepWords } from './step.ts';

/** Why the extension has lapsed, and what may show that it has not. */
export function lapsedBecause(base: FrameBase, given: ShownRequest): Pick<StepWords, 'why' | 'ways'> {
  const { t } = base;
  const { page, role } = given;
  const dueOn = replyOf(page.deadlines)?.dueOn;
  const day = dueOn ? longDate(dueOn, base.language) : '';
  const sentAt = page.sheet.facts.extensionNoticeSentAt;
  if (sentAt) {
    const on = longDate(sentAt, base.language, page.request.zone);
    return { why: t('requests:next.lapsedSent', { day, on }) };
  }
  if (!page.sheet.returned.some(({ kind }) => kind === 'extension-notice'))
    return { why: t('requests:next.lapsedWhy', { day }), ways: postingOf(base, given) };
  const text = t('verbs:set-aside-return.title');
  const href = verbPath('set-aside-return', page.request.reference);
  return {
    why: t('requests:next.lapsedReturned', { day }),
    ways: isOffered('set-aside-return', page, role) ? [{ href, text }] : undefined,
  };
}

/** A notice posted in time can be recorded in the outbox. */
function postingOf({ t }: FrameBase, { page, role }: ShownRequest): StepWords['ways'] {
  const notice = page.letters.findLast(({ kind }) => kind === 'extension-notice');
  const waits = notice?.state === 'queued' || notice?.state === 'failed';
  if (!waits || !may(role, 'work-outbox')) return undefined;
  return [{ href: `/settings/outbox/${notice.id}`, text: t('outbox:posting.title') }];
}
