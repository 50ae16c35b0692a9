import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { calendarDate, dayNumberOf } from '../../../domain/calendar/calendarDate.ts';
import { calendarOfDays, holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { computePeriod, finish, parsePeriod } from '../../../domain/calendar/period.ts';
import { parseReceived } from '../../../domain/calendar/zone.ts';
import { reckoningOf } from '../../../domain/deadlines/waitSteps.ts';
import { PRESENT_EDITION } from '../../../domain/edition.ts';
import type { PauseModel } from '../../../domain/policies/policy.ts';

type Case = {
  id: string;
  origin: string;
  why: string;
  calendar: string | { holidays: string[] };
  zone: string;
  received: string;
  period: string;
  rolls: boolean;
  nominalOn?: string | null;
  dueOn?: string;
  targetAt?: string;
  outerAt?: string;
  pause?: { model: PauseModel; askedOn: string; answeredOn: string };
};

const file = new URL('../../../../shared/oracle/deadline-cases.json', import.meta.url);
const cases: Case[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).cases : [];

describe('Deadlines of courts, authorities and public trackers', () => {
  it('the file of cases lies beside the project', function () {
    if (!cases.length) this.skip(); // the project stands without it
    assert.ok(cases.length > 90);
  });

  for (const expected of cases) {
    it(`${expected.id} ${expected.received} ${expected.period}, ${expected.origin}: ${expected.why}`, () => {
      const actual = answer(expected);
      if (expected.dueOn) assert.equal(actual.dueOn, expected.dueOn);
      if (expected.nominalOn) assert.equal(actual.nominalOn, expected.nominalOn);
      if (expected.nominalOn === null) assert.equal(actual.nominalOn, undefined);
      if (expected.targetAt) assert.equal(actual.targetAt?.getTime(), Date.parse(expected.targetAt));
      if (expected.outerAt) assert.equal(actual.outerAt?.getTime(), Date.parse(expected.outerAt));
    });
  }
});

type Answer = { nominalOn?: string; dueOn?: string; targetAt?: Date; outerAt?: Date };

function answer({ received, zone, rolls, pause, ...question }: Case): Answer {
  const calendar =
    typeof question.calendar === 'string'
      ? holidayCalendar(question.calendar)
      : calendarOfDays(question.calendar.holidays);
  const period = parsePeriod(question.period);
  if (!pause)
    return computePeriod({ received: parseReceived(received, zone), period, calendar, zone, rolls });
  const start = dayNumberOf(calendarDate(received));
  const [asked, answered] = [pause.askedOn, pause.answeredOn].map((day) => dayNumberOf(calendarDate(day)));
  const moments = { askedAt: asked as number, answeredAt: answered as number };
  const days = { asked: asked as number, answered: answered as number };
  const wait = { reason: 'identity', model: pause.model, source: 'x', confirmed: true } as const;
  const waits = pause.model === 'none' ? [] : [{ ...wait, ...moments, ...days }];
  const nominal = reckoningOf(PRESENT_EDITION).nominal({ start, startsAt: start, period, calendar }, waits);
  return finish({ start, nominal, period, rolls }, calendar, zone, []);
}
