import { addMonthsClamped, type CalendarDate, isCalendarDate } from '../calendar/calendarDate.ts';
import { nameKey } from '../folding.ts';
import type { Law, StatutoryRefusal } from '../policies/law.ts';
import type { Right } from '../rights.ts';
import { RuleViolation } from '../ruleViolation.ts';

/** What is claimed of a request. `abusive` may be a first request (CJEU C-526/24); `repetitive` never is. */
export const WORKSHEET_CASES = ['unfounded', 'repetitive', 'abusive'] as const;

/**
 * The questions of the worksheet, each answered in words and with the place of its evidence: what was asked and answered before; the
 * facts, seen from outside, that show an abuse; what proves that it is meant; what else could explain the request; what milder
 * way there is.
 */
export const CRITERIA = ['history', 'misuse', 'intent', 'otherwise', 'milder'] as const;
type WorksheetCriterion = (typeof CRITERIA)[number];

/** The fields of the worksheet in the order of its page. `earlierOn`: the day of the request before this one, for a repeated one. */
export const WORKSHEET_FIELDS = [
  'case',
  'earlierOn',
  ...CRITERIA.flatMap((one) => [one, `${one}Evidence`] as const),
  'decidedBy',
  'checkedBy',
  'letter',
] as const satisfies readonly (
  | WorksheetCriterion
  | `${WorksheetCriterion}Evidence`
  | 'case'
  | 'earlierOn'
  | 'decidedBy'
  | 'checkedBy'
  | 'letter'
)[];
export type WorksheetField = (typeof WORKSHEET_FIELDS)[number];

/** A worksheet as far as it is filled in; fields that are empty or left out are still to be answered. */
export type Worksheet = Partial<Record<WorksheetField, string>>;

/** Grounds of this kind in the laws that do not cite Art. 12(5) GDPR. */
const OF_THIS_KIND = ['unfounded-or-excessive', 'obviously-unjustified'];

/**
 * Whether a ground says that the request is manifestly unfounded or excessive, in whatever law: it then stands only on a complete
 * worksheet. The burden is on the controller (Art. 12(5) GDPR). A ground of a law of one's own is known by the passage it cites.
 */
export const needsWorksheet = ({ id, article }: Pick<StatutoryRefusal, 'id' | 'article'>): boolean =>
  OF_THIS_KIND.includes(id) ||
  Object.values(typeof article === 'string' ? { article } : (article ?? {})).some((passage) =>
    /\b12 ?\(5\)/.test(passage),
  );

/** The questions that a worksheet leaves open, in the order of its page; none if it is complete. */
export const openIn = (sheet: Worksheet): WorksheetField[] =>
  WORKSHEET_FIELDS.filter(
    (field) => !sheet[field]?.trim() && (field !== 'earlierOn' || sheet.case === 'repetitive'),
  );

/**
 * Throws where an answer of the worksheet cannot be right: `day-unreadable` and `earlier-not-before` of the earlier request;
 * `year-apart`, since an interval of a year is never excessive (EDPB guidelines 01/2022, para. 185); `one-person` where both names are
 * one person's. Example: received 2 March 2026, the one before on 2 March 2025: never excessive; on 3 March 2025: it may be.
 */
export function assertSound(sheet: Worksheet, receivedOn: CalendarDate): void {
  const { earlierOn = '', decidedBy = '', checkedBy = '' } = sheet;
  if (earlierOn) {
    if (!isCalendarDate(earlierOn)) throw new RuleViolation('date-invalid', { text: earlierOn }, 'earlierOn');
    if (earlierOn > receivedOn) throw new RuleViolation('earlier-not-before', {}, 'earlierOn');
    if (sheet.case === 'repetitive' && isYearApart(earlierOn, receivedOn))
      throw new RuleViolation('year-apart', {}, 'earlierOn');
  }
  if (nameKey(decidedBy) && nameKey(decidedBy) === nameKey(checkedBy))
    throw new RuleViolation('one-person', {}, 'checkedBy');
}

/** Whether a request came a year or more after the one before it. Such an interval is never excessive (EDPB guidelines 01/2022, para. 185). */
export const isYearApart = (earlierOn: CalendarDate, receivedOn: CalendarDate): boolean =>
  addMonthsClamped(earlierOn, 12) <= receivedOn;

/**
 * Throws `worksheet-missing` or `worksheet-incomplete` unless a complete and sound worksheet carries the ground of a refusal. Other
 * grounds need none.
 */
export function assertCarried(
  ground: Pick<StatutoryRefusal, 'id' | 'article'>,
  sheet: Worksheet | undefined,
  receivedOn: CalendarDate,
): void {
  if (needsWorksheet(ground)) assertComplete(sheet, receivedOn, 'ground');
}

/**
 * The same for a fee: a law that knows this ground allows one only on it (Art. 12(5)(a) GDPR), so that asking for a fee needs the
 * worksheet too.
 */
export function assertFeeCarried(
  { law, right }: { law: Law; right: Right },
  sheet: Worksheet | undefined,
  receivedOn: CalendarDate,
): void {
  if (law.refusals.some((ground) => ground.rights.includes(right) && needsWorksheet(ground)))
    assertComplete(sheet, receivedOn, 'reason');
}

function assertComplete(sheet: Worksheet | undefined, receivedOn: CalendarDate, field: string): void {
  if (!sheet) throw new RuleViolation('worksheet-missing', {}, field);
  const count = openIn(sheet).length;
  if (count > 0) throw new RuleViolation('worksheet-incomplete', { count }, field);
  assertSound(sheet, receivedOn);
}
