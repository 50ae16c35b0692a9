import type { CalendarDate } from '../calendar/calendarDate.ts';
import { holidayCalendar } from '../calendar/holidays.ts';
import { isCountry } from '../countries.ts';
import { RuleViolation } from '../ruleViolation.ts';
import { criteriaNamedIn, isSameAnswer, type PolicyRow, type Situation } from './situation.ts';

/** What is needed to check an organisation's list of policies. */
type ListContext = {
  isPolicy(ref: string): boolean;
  /** The day from which a request can be received under it, if that is still to come. */
  beginsOn(ref: string): CalendarDate | undefined;
  isCategory(id: string): boolean;
};

/** The maximum length of a customer's name or number. */
export const LONGEST_CUSTOMER = 200;

/** What is wrong with one row by itself; each fault names its field. */
export function rowFaults({ policy, appliesTo, calendar }: PolicyRow, context: ListContext): RuleViolation[] {
  const { residence, category, customer } = appliesTo;
  return [
    ...fault(policy === '', 'field-missing', {}, 'policy'),
    ...fault(policy !== '' && !context.isPolicy(policy), 'policy-unknown', { policy }, 'policy'),
    ...fault(context.beginsOn(policy) !== undefined, 'policy-not-yet', {}, 'policy'),
    ...calendarFaults(calendar),
    ...situationFaults({ residence, category, customer }, context),
  ];
}

/** What is wrong with the criteria of a request or of a row. */
export function situationFaults(
  { residence, category, customer }: Situation,
  { isCategory }: Pick<ListContext, 'isCategory'>,
): RuleViolation[] {
  return [
    ...fault(residence !== undefined && !isCountry(residence), 'country-unknown', {}, 'residence'),
    ...fault(category !== undefined && !isCategory(category), 'category-unknown', {}, 'category'),
    ...fault(
      customer !== undefined && customer.length > LONGEST_CUSTOMER,
      'text-too-long',
      { most: LONGEST_CUSTOMER },
      'customer',
    ),
  ];
}

/**
 * What is wrong with the order of the rows. The last must apply to every request, and no row may follow one that already takes all of
 * its requests. Places count from 1: `{ place: 3, by: 1 }` says that the first row keeps the third from ever deciding.
 */
export function orderFaults(rows: readonly PolicyRow[]): RuleViolation[] {
  const last = rows.at(-1);
  const unreachable = rows.flatMap((row, place) => {
    const by = rows.slice(0, place).findIndex((before) => covers(before, row));
    if (by < 0) return [];
    const code = covers(row, rows[by] as PolicyRow) ? 'policy-row-twice' : 'policy-row-unreachable';
    return [new RuleViolation(code, { place: place + 1, by: by + 1 }, 'policy')];
  });
  return [
    ...fault(!last || criteriaNamedIn(last.appliesTo).length > 0, 'policy-for-all-missing', {}),
    ...unreachable,
  ];
}

/** Whether one row takes every request that another would: it names no condition that the other lacks. */
const covers = ({ appliesTo: wider }: PolicyRow, { appliesTo: own }: PolicyRow): boolean =>
  criteriaNamedIn(wider).every((criterion) => isSameAnswer(wider[criterion], own[criterion]));

/** Where a new row goes: before the first row that would leave nothing for it. The row for all others stays last. */
export const placeFor = (rows: readonly PolicyRow[], row: PolicyRow): number =>
  rows.findIndex((each) => covers(each, row));

function calendarFaults(calendar: string | undefined): RuleViolation[] {
  try {
    if (calendar !== undefined) holidayCalendar(calendar);
    return [];
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    return [new RuleViolation(error.code, error.data, 'calendar')];
  }
}

const fault = (
  wrong: boolean,
  code: string,
  data: Record<string, unknown>,
  field?: string,
): RuleViolation[] => (wrong ? [new RuleViolation(code, data, field)] : []);
