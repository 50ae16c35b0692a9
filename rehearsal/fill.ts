import { agendaWith, movedClock, type StoryAgenda } from '../demo/agenda.ts';
import { presentAskings } from '../demo/askings.ts';
import { expectRequest } from '../demo/fill.ts';
import { type Office, STAFF } from '../demo/office.ts';
import { randomFrom } from '../demo/random.ts';
import { dayNumberOf } from '../domain/calendar/calendarDate.ts';
import { localDate, morningOfDayNumber } from '../domain/calendar/zone.ts';
import { asLanguage } from '../domain/languages.ts';
import type { Role } from '../domain/permissions.ts';
import { RuleViolation } from '../domain/ruleViolation.ts';
import { chaseOwners } from '../jobs/chaseOwners.ts';
import { deliverLetters } from '../jobs/deliverLetters.ts';
import { escalateOverdue } from '../jobs/escalateOverdue.ts';
import { remindBeforeDue } from '../jobs/remindBeforeDue.ts';
import { tellArrivals } from '../jobs/tellArrivals.ts';
import type { JobDesk } from '../jobs/timetable.ts';
import type { Mailer } from '../mail/delivery.ts';
import type { By, Desk } from '../models/desk.ts';
import { Organisation } from '../models/organisation.ts';
import { plantRehearsal } from '../models/rehearsal/plant.ts';
import type { RehearsalSeed } from '../models/rehearsal/seed.ts';
import { rehearsedName } from '../views/letters/rehearsed.ts';
import { REHEARSED } from './plots.ts';

/** The oldest request came so many days ago. */
const DAYS = 40;
/** The colleagues: a data protection officer and a handler, the demo's. */
const COLLEAGUES = STAFF.filter(({ both }) => both);

/** Writes the organisation, its register and its people into the empty database of a rehearsal. Its name says what it is. */
export async function plant(desk: Desk, seed: RehearsalSeed): Promise<void> {
  const [first] = seed.organisation.languages.split(',');
  const name = rehearsedName(seed.organisation.name, asLanguage(first) ?? 'en');
  const language = seed.user.language;
  const colleagues = COLLEAGUES.map(({ name, role }) => ({
    ...{ name, role, language },
    email: `colleague.${role}@example.org`,
  }));
  await plantRehearsal(desk, seed, { name, colleagues });
}

/**
 * Lets some invented people make requests in the last weeks, each act at its moment by the same verbs as on any desk; letters go to
 * `mailerOf`'s mailer. What the organisation's policies do not allow is left out.
 */
export async function invent(
  desk: Desk,
  seed: RehearsalSeed,
  mailerOf: (desk: Desk) => Mailer,
): Promise<void> {
  const today = desk.clock();
  const { zone } = seed.organisation;
  const lastDay = dayNumberOf(localDate(today, zone));
  const clock = movedClock(morningOfDayNumber(lastDay - DAYS, zone));
  const moved: JobDesk = { ...desk, clock, mailer: mailerOf({ ...desk, clock }) };
  const agenda = lenient(agendaWith(clock));
  const office = await officeOf(seed);
  const random = randomFrom('rehearsal');
  presentAskings(random, REHEARSED, today, () => office).forEach((asking, nth) => {
    expectRequest(moved, agenda, random, asking, `rehearsal-${nth}`);
  });
  for (let day = lastDay - DAYS; day <= lastDay; day += 1)
    agenda.add(morningOfDayNumber(day, zone), () => morning(moved));
  await agenda.runUntil(today, () => deliver(moved));
}

/** An act that a rule forbids here, such as a right that the policy does not give, does not happen; nor does the rest of its story. */
const lenient = (agenda: StoryAgenda): StoryAgenda => ({
  ...agenda,
  add: (at, act) =>
    agenda.add(at, async () => {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof RuleViolation)) throw error;
        return undefined;
      }
    }),
});

async function officeOf({ organisation: { id }, user }: RehearsalSeed): Promise<Office> {
  const organisation = await Organisation.findByPk(id, { rejectOnEmpty: true });
  const ids = COLLEAGUES.map((_, nth) => user.id + nth + 1);
  const acting = (nth: number, role: Role): By => ({
    organisationId: id,
    actor: `user:${ids[nth] ?? user.id}`,
    role,
  });
  return {
    organisation,
    by: { dpo: acting(0, 'dpo'), handler: acting(1, 'handler') },
    assignees: [user.id, user.id, ...ids.slice(1)],
  };
}

async function morning(desk: JobDesk): Promise<void> {
  const now = desk.clock();
  await remindBeforeDue(desk, now);
  await escalateOverdue(desk, now);
  await tellArrivals(desk, now);
  await chaseOwners(desk, now);
}

async function deliver(desk: JobDesk): Promise<void> {
  if (!desk.mailer) return;
  const onFault = (fault: unknown) => {
    throw fault;
  };
  await deliverLetters(desk, desk.mailer, { onFault });
}
