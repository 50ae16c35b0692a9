import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { replyOf } from '../../domain/deadlines/reply.ts';
import { isLate, runs } from '../../domain/deadlines/urgency.ts';
import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
import type { StepStanding } from '../../domain/lifecycle/nextVerb.ts';
import { hasOpenPromise } from '../../domain/lifecycle/status.ts';
import { waitsForNobody } from '../../domain/policies/pauseRules.ts';
import { isToHandOut, tasksCounted } from '../../domain/tasks/task.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { ShownRequest } from './shownRequest.ts';

/** What the rule of the next step asks of a request, as its page knows it. */
export function standingOnPage({ page, now, tasks = [] }: ShownRequest): StepStanding {
  const { request, deadlines, policy, sheet } = page;
  const next = nextOf(page);
  const reply = replyOf(deadlines);
  return {
    status: request.status,
    right: request.right,
    isUnread: request.unreadSince !== null,
    undelivered: request.undelivered,
    extension: request.extension,
    identityConfirmed: sheet.identityConfirmed,
    isReplyLate: reply !== undefined && isLate(reply, now),
    clock: next?.clock,
    waitsForNobody: next !== undefined && waitsForNobody(policy, next),
    isAllDone: deadlines.length > 0 && !hasOpenPromise(deadlines),
    asked: openWaitIn(sheet)?.reason,
    letter: waysOfUntold(page),
    tasks: {
      ...tasksCounted(tasks),
      planned: tasks.filter(isToHandOut).length,
      outdated: tasks.filter(({ isOutdated }) => isOutdated).length,
    },
  };
}

/** How the letter waits that tells of the last decision. */
function waysOfUntold({ sheet, letters }: RequestPage): StepStanding['letter'] {
  const waits = sheet.untold.at(-1);
  if (!waits) return undefined;
  return letters.find(({ id }) => id === waits.letterId)?.channel === 'post' ? 'post' : 'mail';
}

/** The last wait for the person that is still open. */
export const openWaitIn = ({ facts }: Pick<FactSheet, 'facts'>) =>
  facts.pauses.findLast(({ answeredAt }) => !answeredAt);

/** The running deadline that is late first. */
export const nextOf = ({ deadlines }: Pick<RequestPage, 'deadlines'>): Deadline | undefined =>
  earliest(deadlines.filter(runs));

/** The first of some deadlines by the moment after which it is late. */
export const earliest = (deadlines: Deadline[]): Deadline | undefined =>
  deadlines
    .filter(({ lateAt }) => lateAt)
    .sort((a, b) => (a.lateAt?.getTime() ?? 0) - (b.lateAt?.getTime() ?? 0))[0] ?? deadlines[0];
