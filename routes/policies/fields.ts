import type { FactsAsked } from '../../domain/policies/factsAsked.ts';
import type { Trial } from '../../views/policies/trial.ts';
import type { QueryReader } from './address.ts';
import { momentFields, type ToldMoment, timeField } from './moments.ts';
import { doneField } from './told.ts';

type TrialDefaults = {
  asked: FactsAsked;
  place: Trial['place'];
  right: string | undefined;
  received: ToldMoment | undefined;
};

/**
 * Every input as it was written, in the form's order. A missing one gets the default that was used, so that an address
 * made from these gives the same dates on another day.
 */
export function trialFields(
  given: QueryReader,
  { asked, place, right, received }: TrialDefaults,
): Record<string, string> {
  const fields: Record<string, string> = {
    version: given('version') ?? '',
    right: given('right') ?? right ?? '',
  };
  const moment = (name: string) => {
    const { day, time } = momentFields(given, name);
    fields[name] = day;
    fields[timeField(name)] = time;
  };
  moment('received');
  if (given('received') === undefined) fields.received = received?.on ?? '';
  fields.zone = given('zone') || place.zone;
  fields.calendar = given('calendar') || place.calendar;
  moment('at');
  for (const wait of asked.waits) {
    moment(wait.asked);
    moment(wait.answered);
  }
  for (const name of [...asked.acts, ...asked.fulfilments.map(({ id }) => doneField(id)), ...asked.others]) {
    moment(name);
  }
  return fields;
}
