import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { longDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import type { FactRow } from './facts.ts';

/** Which recipients were told, and when, and which were not: the person is told who they are if they ask (Art. 19). */
export function recipientRows(
  base: FrameBase,
  { request }: Pick<RequestPage, 'request'>,
  tasks: readonly RequestTask[] = [],
): FactRow[] {
  const lines = tasks
    .filter(({ kind, askedAgainAs }) => kind === 'tell-recipient' && !askedAgainAs)
    .map(({ system, state, answeredAt, result }) =>
      base.t(`proposal:recipient.${state}`, {
        system,
        day: answeredAt ? longDate(answeredAt, base.language, request.zone) : '',
        why: result?.reason ?? result?.toWhom ?? result?.searched ?? '',
      }),
    );
  return lines.length > 0 ? [{ key: base.t('proposal:recipients'), lines }] : [];
}
