import { dayNumberOf } from '../domain/calendar/calendarDate.ts';
import { localDate, startOfDayNumber } from '../domain/calendar/zone.ts';
import type { TimeSource } from '../models/desk.ts';

/** A clock that stands still until it is moved, and only moves forward. */
type MovedClock = TimeSource & { moveTo(at: Date): void };

export function movedClock(start: Date): MovedClock {
  let now = start.getTime();
  return Object.assign(() => new Date(now), {
    moveTo: (at: Date) => {
      now = Math.max(now, at.getTime());
    },
  });
}

/** Scheduled acts. More may be added while it runs. */
export type StoryAgenda = {
  add(at: Date, act: () => Promise<unknown>): void;
  /** Runs, in order of time, all acts before `until`; calls `done` with each result. */
  runUntil(until: Date, done: (gave: unknown) => Promise<void>): Promise<void>;
};

type AgendaEntry = { at: number; order: number; act(): Promise<unknown> };

export function agendaWith(clock: MovedClock): StoryAgenda {
  const entries: AgendaEntry[] = [];
  let order = 0;
  return {
    add: (at, act) => {
      order += 1;
      entries.push({ at: at.getTime(), order, act });
    },
    runUntil: async (until, done) => {
      for (;;) {
        entries.sort((a, b) => b.at - a.at || b.order - a.order);
        const next = entries.at(-1);
        if (!next || next.at >= until.getTime()) return;
        entries.pop();
        clock.moveTo(new Date(next.at));
        await done(await next.act());
      }
    },
  };
}

const OPENS = 9;
const CLOSES = 17.5;

/** The first moment from `at` on during office hours: Monday to Friday, 9:00 to 17:30 local. */
export function whenAtWork(at: Date, zone: string, minute: number): Date {
  let day = dayNumberOf(localDate(at, zone));
  let hour = (at.getTime() - startOfDayNumber(day, zone)) / 3_600_000;
  if (hour >= CLOSES) [day, hour] = [day + 1, 0];
  while (isWeekend(day)) [day, hour] = [day + 1, 0];
  const from = hour < OPENS ? OPENS + minute / 60 : hour;
  return new Date(startOfDayNumber(day, zone) + Math.floor(from * 60) * 60_000);
}

/** 1970-01-01, day 0, was a Thursday. */
const isWeekend = (day: number) => [2, 3].includes(((day % 7) + 7) % 7);
