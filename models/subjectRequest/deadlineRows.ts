import type { Attributes } from 'sequelize';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { withoutNulls } from '../database/storedRow.ts';
import type { DeadlineRow } from '../deadline.ts';

/** A computed deadline as its row is stored. */
export function deadlineRowOf(deadline: Deadline, request: { id: number; organisationId: number }) {
  return {
    ...NOTHING_YET,
    ...deadline,
    former: deadline.former ?? false,
    requestId: request.id,
    organisationId: request.organisationId,
    title: JSON.stringify(deadline.title),
    chosen: deadline.chosen ? JSON.stringify(deadline.chosen) : null,
    because: JSON.stringify(deadline.because),
  };
}

/** Clears the date of a deadline that no longer has one. */
const NOTHING_YET = {
  startsAt: null,
  nominalOn: null,
  dueOn: null,
  safeOn: null,
  dueAt: null,
  targetAt: null,
  outerAt: null,
  lateAt: null,
  warnAt: null,
  firstReminderOn: null,
  secondReminderOn: null,
  lastReminderOn: null,
  endedAt: null,
  stoodStill: null,
};

/** A stored row in the domain's form. */
export const deadlineFromRow = (row: DeadlineRow): Deadline => deadlineIn(row.get({ plain: true }));

/** The same for a row read without its model. */
export const deadlineIn = (row: Attributes<DeadlineRow>): Deadline => ({
  ...withoutNulls(row),
  former: row.former || undefined,
  title: JSON.parse(row.title),
  chosen: row.chosen ? JSON.parse(row.chosen) : undefined,
  because: JSON.parse(row.because),
});
