import { dayNumberOf } from '../domain/calendar/calendarDate.ts';
import { localDate, startOfDayNumber } from '../domain/calendar/zone.ts';
import { CHANNELS, type Channel } from '../domain/lifecycle/vocabulary.ts';
import type { Situation } from '../domain/policies/situation.ts';
import { RIGHTS, type Right } from '../domain/rights.ts';
import type { Office } from './office.ts';
import { FULL_MAILBOX, PEOPLE, type Somebody } from './people.ts';
import { PAST, type Plot } from './plots.ts';
import { PRESENT, type PresentPlot } from './present.ts';
import type { Random } from './random.ts';
import type { Story } from './story.ts';

/** One letter or form to come: when, from whom, for what, and its story. */
export type DemoRequest = {
  office: Office;
  at: Date;
  person: Somebody;
  hasEmail: boolean;
  channel: Channel;
  rights: Right[];
  story: Story;
  situation?: Situation;
};

const DAY = 86_400_000;
/** The step through the list of people: everybody comes once before anybody comes again. */
const STRIDE = 25;
/** Days after which a request is settled today, whatever happened. */
const SETTLED_AFTER = 95;

/** The requests of a year that ends today: `past` settled ones, and those still open. */
export function askingsOf(
  random: Random,
  [hosting, library]: [Office, Office],
  today: Date,
  past: number,
): DemoRequest[] {
  const settled = Array.from({ length: past }, (_, nth) => {
    const office = nth % 9 === 8 ? library : hosting;
    const at = dayAgo(random, office, today, random.between(SETTLED_AFTER, 364));
    return askingOf(random, office, at, plotOf(random, nth), nth);
  });
  const present = presentAskings(random, PRESENT, today, (plot) =>
    plot.office === 'library' ? library : hosting,
  );
  return [...settled, ...present].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The requests of plots that are open today, each for its office. */
export function presentAskings(
  random: Random,
  plots: readonly PresentPlot[],
  today: Date,
  officeOf: (plot: PresentPlot) => Office,
): DemoRequest[] {
  return plots.map((plot, nth) => {
    const office = officeOf(plot);
    const at = Number.isInteger(plot.ago)
      ? dayAgo(random, office, today, plot.ago)
      : new Date(today.getTime() - plot.ago * DAY);
    const asking = {
      ...askingOf(random, office, at, plot, nth + 4),
      ...(plot.right && { rights: [plot.right] }),
      ...(plot.situation && { situation: plot.situation }),
    };
    return plot.mailbox ? { ...asking, person: { ...asking.person, email: FULL_MAILBOX } } : asking;
  });
}

/** Each plot once, then at random, the plain ones most often. */
const plotOf = (random: Random, nth: number): Plot =>
  PAST[nth] ?? (PAST[Math.floor(random.next() ** 2 * PAST.length)] as Plot);

function askingOf(random: Random, office: Office, at: Date, plot: Plot, nth: number): DemoRequest {
  const right = plot.right ?? (random.chance(0.35) ? 'erasure' : (RIGHTS[nth % RIGHTS.length] as Right));
  const channel =
    plot.channel ?? (random.chance(0.6) ? 'form' : (CHANNELS[nth % CHANNELS.length] as Channel));
  const withEmail = plot.withEmail ?? (channel === 'form' || channel === 'mail' || random.chance(0.4));
  const rights = !plot.right && random.chance(0.15) && right !== 'after-death' ? linkedTo(right) : [right];
  const person = PEOPLE[(nth * STRIDE) % PEOPLE.length] as Somebody;
  return { office, at, person, hasEmail: withEmail, channel, rights, story: plot.story };
}

const linkedTo = (right: Right): Right[] => (right === 'access' ? ['access', 'erasure'] : ['access', right]);

/** A waking hour of the day this many days ago, in the office's calendar. */
function dayAgo(random: Random, office: Office, today: Date, days: number): Date {
  const { zone } = office.organisation;
  const day = dayNumberOf(localDate(today, zone)) - Math.floor(days);
  const minutes = Math.floor(random.between(7 * 60, 22 * 60));
  return new Date(startOfDayNumber(day, zone) + minutes * 60_000);
}
