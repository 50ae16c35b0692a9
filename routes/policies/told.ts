import { isClockTime, parsePeriod } from '../../domain/calendar/periodText.ts';
import { contradictionsIn } from '../../domain/deadlines/contradictions.ts';
import type { Facts } from '../../domain/deadlines/deadline.ts';
import { ANNOUNCED_DAY, type FactsAsked, type WaitAsked } from '../../domain/policies/factsAsked.ts';
import { instantOf, type ToldMoment, timeField } from './moments.ts';

/** Reads facts: a moment by its name; a broken rule is noted beside its field. */
export type FactReader = {
  zone: string;
  moment(name: string): ToldMoment | undefined;
  broken(code: string, field: string): void;
};

export const doneField = (clock: string): string => `done-${clock}`;

/** The facts of a question, for computing the deadlines. */
export function factsTold(received: ToldMoment, asked: FactsAsked, reading: FactReader): Facts {
  const { zone } = reading;
  const receivedAt = instantOf(received, zone);
  const waits = asked.waits.flatMap((wait) => waitTold(wait, receivedAt, reading));
  const [extension, answered, refused] = (['extension-notice-sent', 'answered', 'refused'] as const).map(
    (name) => (asked.acts.includes(name) ? told(name, receivedAt, reading) : undefined),
  );
  const facts: Facts = {
    receivedAt,
    ...(!received.at && { receivedOn: received.on }),
    zone,
    pauses: waits.flatMap(({ pause }) => pause ?? []),
    extensionNoticeSentAt: extension,
    extensionUntil: asked.acts.includes(ANNOUNCED_DAY) ? reading.moment(ANNOUNCED_DAY)?.on : undefined,
    answeredAt: answered,
    refusedAt: refused,
    fulfilled: fulfilmentsTold(asked, receivedAt, reading),
    cancelled: {},
    other: Object.fromEntries([...waits.flatMap(({ other }) => other), ...othersTold(asked, reading)]),
  };
  sayContradictions(facts, asked, reading);
  return facts;
}

/** Notes contradictions, each beside the fact that comes too early. */
function sayContradictions(facts: Facts, { fulfilments }: FactsAsked, { broken }: FactReader): void {
  for (const { fact, earlier } of contradictionsIn(facts, fulfilments)) {
    const field = fulfilments.some(({ id }) => id === fact) ? doneField(fact) : fact;
    broken(codeOf(fact, earlier), field);
  }
}

function codeOf(fact: string, earlier: string): string {
  if (earlier === 'received') return 'before-receipt';
  if (earlier !== 'extension-notice-sent') return 'before-pause';
  return fact === ANNOUNCED_DAY ? 'before-notice' : 'before-extension';
}

type ToldWait = { pause?: Facts['pauses'][number]; other: [string, Date][] };

function waitTold({ reason, asked, answered }: WaitAsked, receivedAt: Date, reading: FactReader): ToldWait[] {
  const askedAt = told(asked, receivedAt, reading);
  const answeredAt = told(answered, receivedAt, reading, askedAt ?? receivedAt);
  if (answeredAt && !askedAt) reading.broken('asked-missing', asked);
  const other: ToldWait['other'] = [];
  if (askedAt) other.push([asked, askedAt]);
  if (answeredAt) other.push([answered, answeredAt]);
  return [{ other, ...(askedAt && { pause: { reason, askedAt, ...(answeredAt && { answeredAt }) } }) }];
}

/** A fact of the request itself. */
function told(name: string, receivedAt: Date, reading: FactReader, after = receivedAt): Date | undefined {
  const moment = reading.moment(name);
  return moment && instantOf(moment, reading.zone, after);
}

/** Facts of other matters: a breach, an audit or the end of a contract may precede the request. */
function othersTold({ others }: FactsAsked, { moment, zone }: FactReader): [string, Date][] {
  return others.flatMap((name): [string, Date][] => {
    const one = moment(name);
    return one ? [[name, instantOf(one, zone)]] : [];
  });
}

/** When a promise was kept. One in hours needs the time: its day alone does not show whether it was in time. */
function fulfilmentsTold(
  { fulfilments }: FactsAsked,
  receivedAt: Date,
  reading: FactReader,
): Record<string, Date> {
  const done: Record<string, Date> = {};
  for (const { id, period } of fulfilments) {
    const name = doneField(id);
    const moment = reading.moment(name);
    if (!moment) continue;
    if (!moment.at && isClockTime(parsePeriod(period))) reading.broken('time-missing', timeField(name));
    done[id] = instantOf(moment, reading.zone, receivedAt);
  }
  return done;
}
