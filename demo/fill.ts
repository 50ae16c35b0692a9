import { dayNumberOf } from '../domain/calendar/calendarDate.ts';
import { localDate, morningOfDayNumber, startOfDayNumber } from '../domain/calendar/zone.ts';
import { escalateOverdue } from '../jobs/escalateOverdue.ts';
import { remindBeforeDue } from '../jobs/remindBeforeDue.ts';
import { tellArrivals } from '../jobs/tellArrivals.ts';
import { inTransaction } from '../models/database/transaction.ts';
import { byPerson, type Desk } from '../models/desk.ts';
import { type Intake, receiveRequest } from '../models/subjectRequest/receive.ts';
import { agendaWith, movedClock, type StoryAgenda, whenAtWork } from './agenda.ts';
import { askingsOf, type DemoRequest } from './askings.ts';
import { enclosure } from './files.ts';
import { openOffices } from './office.ts';
import { type Random, randomFrom } from './random.ts';
import { follow, type StoryCase } from './story.ts';
import { describeSystems } from './systems.ts';
import * as english from './words/requests.en.ts';
import * as french from './words/requests.fr.ts';

type Filling = {
  /** The end of the invented year. */
  today: Date;
  seed: string;
  /** The number of past letters and forms, in addition to the open ones. */
  past: number;
  password: string;
  /** Delivers due letters without a mail server. */
  deliver(desk: Desk): Promise<unknown>;
};

/** The prefix of the demo's form keys, by which a demo is recognised. */
export const DEMO_KEY = 'demo-';

const HOUR = 3_600_000;
/** The registers of systems were begun so many days ago: before, nothing was handed out. */
const REGISTER_DAYS = 50;
/** Letters written within these last hours are still in the outbox. */
const UNSENT_HOURS = 12;
/** Hours at which a promise of 24 hours is reminded of: at once, at half time, two hours before, at its end. */
const HOURS_OF_REMINDERS = [0, 12, 22, 24];

/**
 * Fills an empty desk with a year that ends today: each act is called with a clock set to the moment at which it is
 * said to have happened. Each day is one transaction, for speed.
 */
export async function fillDesk(desk: Desk, filling: Filling): Promise<void> {
  const random = randomFrom(filling.seed);
  const zone = 'Europe/Paris';
  const lastDay = dayNumberOf(localDate(filling.today, zone));
  const clock = movedClock(new Date(startOfDayNumber(lastDay - 366, zone)));
  const moved = { ...desk, clock };
  const agenda = agendaWith(clock);
  const offices = await openOffices(moved, filling.password);
  const askings = askingsOf(random, offices, filling.today, filling.past);
  agenda.add(new Date(startOfDayNumber(lastDay - REGISTER_DAYS, zone)), () =>
    describeSystems(moved, offices),
  );
  askings.forEach((asking, nth) => {
    expectRequest(moved, agenda, random, asking, `${DEMO_KEY}${nth}`);
  });
  for (let day = lastDay - 366; day <= lastDay; day += 1) {
    for (const { organisation } of offices) remindEachMorning(moved, agenda, day, organisation.zone);
  }
  const unsentFrom = new Date(filling.today.getTime() - UNSENT_HOURS * HOUR);
  const afterEach = async (written: unknown) => {
    if (written !== 0 && clock() < unsentFrom) await filling.deliver(moved);
  };
  for (let day = lastDay - 366; day <= lastDay; day += 1) {
    const end = Math.min(startOfDayNumber(day + 1, zone), filling.today.getTime());
    await inTransaction(desk.database, () => agenda.runUntil(new Date(end), afterEach));
  }
}

/** A request by the form arrives at once; any other is logged on the next working day. */
export function expectRequest(
  desk: Desk,
  agenda: StoryAgenda,
  random: Random,
  asking: DemoRequest,
  formKey: string,
): void {
  const { office, channel, at } = asking;
  const { zone } = office.organisation;
  const loggedAt = channel === 'form' ? at : whenAtWork(new Date(at.getTime() + 3 * HOUR), zone, 20);
  agenda.add(loggedAt, async () => {
    const byHand = channel !== 'form';
    const person = byPerson(office.organisation.id);
    const intake = intakeOf(random, asking, formKey, zone);
    const { requests } = await receiveRequest(desk, byHand ? office.by.handler : person, intake);
    for (const { id, reference, right, receivedAt } of requests) {
      const { person, hasEmail } = asking;
      const { language } = person;
      const target = { reference };
      const about = { formKey, person, hasEmail, language, channel, right, receivedAt };
      const later: StoryCase['later'] = (days, act) =>
        agenda.add(new Date(desk.clock().getTime() + days * 24 * HOUR), act);
      const it: StoryCase = { desk, random, office, ...about, requestId: id, target, later };
      follow(agenda, it, asking.story);
    }
    for (const hours of HOURS_OF_REMINDERS) {
      if (asking.rights.includes('erasure'))
        remindAt(desk, agenda, new Date(at.getTime() + hours * HOUR + 1000));
    }
  });
}

function intakeOf(random: Random, asking: DemoRequest, formKey: string, zone: string): Intake {
  const { person, channel, hasEmail, rights, at, situation } = asking;
  const [first = 'access'] = rights;
  const { REQUESTS, UNCLEAR } = person.language === 'fr' ? french : english;
  const own = channel === 'post' && person.language === 'en' && first === 'access' && random.chance(0.4);
  const texts = own ? english.IN_OTHER_LANGUAGES : random.chance(0.04) ? UNCLEAR : REQUESTS[first];
  const behalf = random.chance(0.06) ? random.pick(BEHALVES[person.language]) : undefined;
  return {
    formKey,
    channel,
    language: person.language,
    rights,
    person: { name: person.name, ...(hasEmail && { email: person.email }) },
    details: {
      about: random.pick(texts),
      ...((!hasEmail || random.chance(0.3)) && person.street && { postalAddress: person.street }),
      ...(random.chance(0.4) && { customerNumber: `C-${Math.floor(random.between(10_000, 99_999))}` }),
      ...(behalf && { behalf }),
    },
    situation,
    files: random.chance(0.12) ? [enclosure(first)] : [],
    received: channel === 'post' ? { on: localDate(at, zone) } : { at },
  };
}

/** The clients, if somebody else writes for them. */
const BEHALVES = {
  en: [
    { name: 'Tobias Ährenfeld', relation: 'My client; I am his lawyer', authority: 'Power of attorney' },
    { name: 'Rosalind Whitcombe', relation: 'My mother; I look after her affairs' },
  ],
  fr: [
    { name: 'Odile Grandjean', relation: 'Ma cliente ; je suis son avocat', authority: 'Mandat' },
    { name: 'Léo Châtaignier', relation: 'Mon fils, il a neuf ans' },
  ],
};

function remindEachMorning(desk: Desk, agenda: StoryAgenda, day: number, zone: string): void {
  remindAt(desk, agenda, morningOfDayNumber(day, zone));
}

/** Runs the timetable's jobs at this moment. Returns the number of new letters. */
function remindAt(desk: Desk, agenda: StoryAgenda, at: Date): void {
  agenda.add(at, async () => {
    const now = desk.clock();
    const reminded = (await remindBeforeDue(desk, now)) + (await escalateOverdue(desk, now));
    return reminded + (await tellArrivals(desk, now));
  });
}
