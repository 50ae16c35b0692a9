import { extensionOf, type PromisesInput } from '../../domain/deadlines/keptPromises.ts';
import { isAbout, promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { canBeEnded } from '../../domain/deadlines/reply.ts';
import type { Circumstances } from '../../domain/lifecycle/actions.ts';
import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
import { outstandingRest } from '../../domain/lifecycle/rests.ts';
import { canStandStill } from '../../domain/policies/pauseRules.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { countingOf } from './recompute.ts';

/** What the life-cycle needs to know about the request now. */
export async function circumstancesOf(
  desk: Desk,
  request: SubjectRequest,
  sheet: FactSheet,
): Promise<Circumstances> {
  const deadlines = await DeadlineRow.findAll({ where: { requestId: request.id }, order: ['id'], raw: true });
  return circumstancesIn(request, sheet, deadlines, countingOf(desk, request));
}

/** The same, from rows already read. */
export const circumstancesIn = (
  {
    status,
    unreadSince,
    undelivered,
    tags,
  }: Pick<SubjectRequest, 'status' | 'unreadSince' | 'undelivered' | 'tags'>,
  sheet: FactSheet,
  deadlines: Pick<DeadlineRow, 'clock' | 'pack' | 'state' | 'advisory' | 'former'>[],
  counting: Omit<PromisesInput, 'facts'>,
): Circumstances => ({
  status,
  identityConfirmed: sheet.identityConfirmed,
  extensionDecided: sheet.extensionDecided,
  extension: extensionOf(counting) ?? null,
  clarificationOpen: sheet.clarificationOpen,
  pauseOpen: sheet.pauseOpen,
  pauseInPolicy: canStandStill(counting.policy, counting.calendar, counting.right),
  openPromises: deadlines.filter((each) => canBeEnded(each, 'fulfil')).map(promiseKey),
  cancellable: deadlines.filter((each) => canBeEnded(each, 'cancel-clock')).map(promiseKey),
  restOutstanding: outstandingRest(sheet.facts.rests) !== undefined,
  replyTaken: sheet.repliesTaken.length > 0,
  unread: unreadSince !== null,
  recorded: sheet.recorded.map(({ name, about, pack }) => {
    const promise = deadlines.find((each) => isAbout(each, { clock: about, pack }));
    return { name, about: promise ? promiseKey(promise) : about };
  }),
  untold: sheet.untold,
  undelivered,
  returned: sheet.returned.length > 0,
  tagged: tags !== null,
});
