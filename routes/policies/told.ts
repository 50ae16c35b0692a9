import { isClockTime, parsePeriod } from '../../domain/calendar/periodText.ts';
import type { Facts } from '../../domain/deadlines/deadline.ts';
import type { FactsAsked, WaitAsked } from '../../domain/policies/factsAsked.ts';
import { instantOf, type Moment, timeField } from './moments.ts';

/** How facts are read: a moment by its name, a broken rule noted beside its field. */
export type Reading = {
  zone: string;
  moment(name: string): Moment | undefined;
  broken(code: string, field: string): void;
};

export const doneField = (clock: string): string => `done-${clock}`;

/** What is said to have happened, as the deadlines are computed from it. */
export function factsTold(received: Moment, asked: FactsAsked, reading: Reading): Facts {
  const { zone } = reading;
  const receivedAt = instantOf(received, zone);
  const waits = asked.waits.flatMap((wait) => waitTold(wait, receivedAt, reading));
  const [extension, answered, refused] = (['extension-notice-sent', 'answered', 'refused'] as const).map(
    (name) => (asked.acts.includes(name) ? told(name, receivedAt, reading) : undefined),
  );
  return {
    receivedAt,
    ...(!received.at && { receivedOn: received.on }),
    zone,
    pauses: waits.flatMap(({ pause }) => pause ?? []),
    extensionNoticeSentAt: extension,
    answeredAt: answered,
    refusedAt: refused,
    fulfilled: fulfilmentsTold(asked, receivedAt, reading),
    cancelled: {},
    other: Object.fromEntries([...waits.flatMap(({ other }) => other), ...othersTold(asked, reading)]),
  };
}

type Wait = { pause?: Facts['pauses'][number]; other: [string, Date][] };

function waitTold({ reason, asked, answered }: WaitAsked, receivedAt: Date, reading: Reading): Wait[] {
  const askedAt = told(asked, receivedAt, reading);
  const answeredAt = told(answered, receivedAt, reading, askedAt ?? receivedAt);
  if (answeredAt && !askedAt) reading.broken('asked-missing', asked);
  if (answeredAt && askedAt && answeredAt < askedAt) reading.broken('before-pause', answered);
  const other: Wait['other'] = [];
  if (askedAt) other.push([asked, askedAt]);
  if (answeredAt) other.push([answered, answeredAt]);
  return [{ other, ...(askedAt && { pause: { reason, askedAt, ...(answeredAt && { answeredAt }) } }) }];
}

/** A fact of the request itself, which cannot come before its receipt. */
function told(name: string, receivedAt: Date, reading: Reading, after = receivedAt): Date | undefined {
  const moment = reading.moment(name);
  const at = moment && instantOf(moment, reading.zone, after);
  if (at && at < receivedAt) reading.broken('before-receipt', name);
  return at;
}

/** Facts beside the request: a breach, an audit, the end of a contract may lie before it. */
function othersTold({ others }: FactsAsked, { moment, zone }: Reading): [string, Date][] {
  return others.flatMap((name): [string, Date][] => {
    const one = moment(name);
    return one ? [[name, instantOf(one, zone)]] : [];
  });
}

/** When a promise was kept. One in hours needs the time: its day alone does not tell whether that was in time. */
function fulfilmentsTold(
  { fulfilments }: FactsAsked,
  receivedAt: Date,
  reading: Reading,
): Record<string, Date> {
  const done: Record<string, Date> = {};
  for (const { id, period, matter } of fulfilments) {
    const name = doneField(id);
    const moment = reading.moment(name);
    if (!moment) continue;
    if (!moment.at && isClockTime(parsePeriod(period))) reading.broken('time-missing', timeField(name));
    const at = instantOf(moment, reading.zone, receivedAt);
    if (matter === 'request' && at < receivedAt) reading.broken('before-receipt', name);
    done[id] = at;
  }
  return done;
}
