import type { Response } from 'express';
import { z } from 'zod';
import { addDays } from '../../domain/calendar/calendarDate.ts';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { OUTCOMES } from '../../domain/lifecycle/status.ts';
import { CHANNELS } from '../../domain/lifecycle/vocabulary.ts';
import { PAUSE_REASONS } from '../../domain/policies/policy.ts';
import { ANSWERED_STANDINGS, IN_TIME, STANDINGS, type Standing } from '../../domain/reports/end.ts';
import { type MonthSpan, monthOf, periodAsked } from '../../domain/reports/month.ts';
import { RIGHTS } from '../../domain/rights.ts';
import type { CountedFilter } from '../../models/report/list.ts';
import { readReport } from '../../models/report/report.ts';
import type { AppDesk } from '../appDesk.ts';
import { staffOf } from '../middleware/staff.ts';
import { oneLine, wholeNumber } from '../middleware/text.ts';

/** The period in the address, and where we are: today, this month, the zone. */
export function periodOf(desk: AppDesk, response: Response) {
  const { zone } = staffOf(response).organisation;
  const now = desk.clock();
  const today = localDate(now, zone);
  const month = monthOf(today);
  return { period: periodAsked(response.req.query, month), now, today, month, zone };
}

/** The report that an address asks for. */
export function reportOf(desk: AppDesk, response: Response) {
  const { by, user, organisations } = staffOf(response);
  const { period, today, zone } = periodOf(desk, response);
  const until = {
    tomorrow: startOfDay(addDays(today, 1), zone),
    weekEnd: startOfDay(addDays(today, 8), zone),
  };
  return readReport(desk, { by, zone, userId: user.id, organisations, until }, period);
}

const Query = z.object({
  standing: oneLine,
  right: oneLine,
  policy: oneLine,
  channel: oneLine,
  outcome: oneLine,
  ground: oneLine,
  paused: oneLine,
  only: oneLine,
  after: wholeNumber,
});

const STANDINGS_ASKED: Record<string, readonly Standing[]> = {
  answered: ANSWERED_STANDINGS,
  'in-time': IN_TIME,
  'ended-unanswered': ['unanswered', 'unanswered-late'],
};

/** Which requests a list behind a figure shows. Unknown or invalid parts of the address are ignored. */
export function countedFilterOf(period: MonthSpan, query: unknown): CountedFilter {
  const { standing, right, channel, outcome, policy, ground, paused, only, after } = Query.parse(query);
  const one = STANDINGS.find((each) => each === standing);
  return {
    ...period,
    standings: one ? [one] : (STANDINGS_ASKED[standing] ?? STANDINGS),
    right: RIGHTS.find((each) => each === right),
    policy: policy.slice(0, 100) || undefined,
    channel: CHANNELS.find((each) => each === channel),
    outcome: OUTCOMES.find((each) => each === outcome),
    ground: /^[a-z0-9-]{1,60}$/.test(ground) ? ground : undefined,
    refused: only === 'refused',
    identityAsked: only === 'identity-asked',
    paused: only === 'paused',
    pausedFor: PAUSE_REASONS.find((each) => each === paused),
    corrected: only === 'corrected',
    after: after || undefined,
  };
}
