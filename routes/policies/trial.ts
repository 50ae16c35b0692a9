import { withDeclaredDays } from '../../domain/calendar/declaredDays.ts';
import { type HolidayCalendar, holidayCalendar } from '../../domain/calendar/holidays.ts';
import { isZone } from '../../domain/calendar/zone.ts';
import { deadlinesOf } from '../../domain/deadlines/deadlinesOf.ts';
import { otherDeadlinesOf, storageEndsOf } from '../../domain/deadlines/otherDeadlines.ts';
import { restsOn } from '../../domain/policies/effect.ts';
import { factsAskedBy } from '../../domain/policies/factsAsked.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import type { Policy, PolicyPack } from '../../domain/policies/policy.ts';
import { RIGHTS, type Right } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { declaredDaysOf } from '../../models/organisation/declaredDays.ts';
import type { Trial, TrialResult } from '../../views/policies/trial.ts';
import type { AppDesk } from '../appDesk.ts';
import type { QueryReader } from './address.ts';
import { trialFields } from './fields.ts';
import { besideTime, instantOf, momentFields, readMoment, type ToldMoment } from './moments.ts';
import type { PolicyReader } from './reader.ts';
import { type FactReader, factsTold } from './told.ts';

type TrialQuestion = { desk: AppDesk; reader: PolicyReader; pack: PolicyPack; given: QueryReader };
type Attempt = <T>(read: () => T) => T | undefined;

/**
 * Reads the question in an address, and computes the dates. Each broken rule is noted beside its field; the other
 * inputs are kept.
 */
export function trialOf(question: TrialQuestion): Trial {
  const { desk, reader, pack, given } = question;
  const faults: RuleViolation[] = [];
  const attempt: Attempt = (read) => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      faults.push(error);
      return undefined;
    }
  };
  const place = placeFor(reader, desk.packs, pack);
  const zone = attempt(() => zoneIn(given('zone') || place.zone)) ?? place.zone;
  const received = attempt(() => receiptIn(given, zone, reader));
  const policy =
    attempt(() => policyOn(question, received)) ?? policyFor(desk.packs, refOf(pack), reader.today);
  const right = attempt(() => rightIn(given('right'), policy));
  const calendar = attempt(() =>
    besideTime('calendar', () => calendarIn(reader, given('calendar') || place.calendar)),
  );
  const asked = factsAskedBy(policy);
  const reading: FactReader = {
    zone,
    moment: (name) => attempt(() => readMoment(momentFields(given, name), name, zone)),
    broken: (code, field) => {
      if (received || code !== 'before-receipt') faults.push(new RuleViolation(code, {}, field));
    },
  };
  const facts = factsTold(received ?? { on: reader.today }, asked, reading);
  const seen = reading.moment('at');
  const now = seen ? instantOf(seen, zone) : desk.clock();
  const fields = trialFields(given, { asked, place, right: policy.rights[0], received });
  const result = (): TrialResult | undefined => {
    if (faults.length > 0 || !right || !calendar) return undefined;
    const deadlines = deadlinesOf(policy, facts, right, calendar);
    const others = otherDeadlinesOf(policy, facts, calendar);
    const named = policy.retentions.filter(({ starts }) => starts).map(({ id }) => id);
    const kept = storageEndsOf(policy, facts, calendar).filter(({ clock }) => named.includes(clock));
    return { facts, right, calendar: calendar.id, now, deadlines, others, kept };
  };
  return {
    pack,
    policy,
    packs: desk.packs,
    asked,
    fields,
    place,
    faults,
    result: attempt(() => beyondTheCalendar(result)),
  };
}

/** The organisation's own calendar includes its declared days, so that its desk gives the same dates. */
function calendarIn({ organisation }: PolicyReader, id: string): HolidayCalendar {
  const calendar = holidayCalendar(id);
  return id === organisation.calendar ? withDeclaredDays(calendar, declaredDaysOf(organisation)) : calendar;
}

const refOf = ({ id, version }: PolicyPack): string => `${id}@${version}`;

/** The organisation's place if it uses this pack, else the pack's. */
function placeFor(
  { organisation, promised }: PolicyReader,
  packs: PolicyPack[],
  pack: PolicyPack,
): Trial['place'] {
  const { zone, calendar } = promised.some((policy) => restsOn(policy, pack.id, packs)) ? organisation : pack;
  return { zone, calendar };
}

function zoneIn(zone: string): string {
  if (!isZone(zone)) throw new RuleViolation('zone-unknown', { zone }, 'zone');
  return zone;
}

/** The receipt in the address, or today. */
function receiptIn(given: QueryReader, zone: string, { today }: PolicyReader): ToldMoment {
  if (given('received') === undefined) return { on: today };
  const received = readMoment(momentFields(given, 'received'), 'received', zone);
  if (!received) throw new RuleViolation('date-missing', {}, 'received');
  return received;
}

/** The version in the address, or the one in effect on the day of receipt. */
function policyOn({ desk, reader, pack, given }: TrialQuestion, received: ToldMoment | undefined): Policy {
  const on = received?.on ?? reader.today;
  const policy = besideTime('received', () =>
    policyFor(desk.packs, given('version') ? refOf(pack) : pack.id, on),
  );
  const isSeen = reader.packs.some(({ id, version }) => id === policy.id && version === policy.version);
  if (!isSeen) throw new RuleViolation('policy-not-in-effect', { policy: pack.id, on }, 'received');
  return policy;
}

function rightIn(given: string | undefined, { rights }: Policy): Right {
  const right = RIGHTS.find((one) => one === (given ?? rights[0]));
  if (!right || !rights.includes(right)) throw new RuleViolation('right-not-in-policy', {}, 'right');
  return right;
}

/** Attributes dates beyond the calendar's years to the calendar, and other errors to the day of receipt. */
function beyondTheCalendar(compute: () => TrialResult | undefined): TrialResult | undefined {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof RuleViolation)) throw error;
    const field = 'calendar' in error.data ? 'calendar' : 'received';
    throw new RuleViolation(error.code, error.data, field);
  }
}
