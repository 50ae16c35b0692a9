import { hash } from 'node:crypto';
import { type EventKind, isEventKind } from '../../domain/lifecycle/events.ts';
import { insert } from '../database/insert.ts';
import type { By } from '../desk.ts';
import { Event } from '../event.ts';

/** What an event may hold: ids, codes, moments and keyed digests, never a person's words (Art. 5(1)(c)). */
export type EventData = Record<string, string | number | boolean | null>;

/** The hash before the first: a chain begins at its request's reference. */
export const beginningOf = (reference: string): string => hash('sha256', `begin:${reference}`);

/** How links are made by this release; a log may hold links of several ways, one after the other. */
const CHAIN_VERSION = 1;

/** One link of version 1, which takes no key: over everything the row says and the link before it. */
export function hashOfEvent(
  reference: string,
  row: Pick<Event, 'sequence' | 'kind' | 'at' | 'actor' | 'data' | 'previousHash'>,
): string {
  const said = [reference, row.sequence, row.kind, row.at, row.actor, row.data, row.previousHash];
  return hash('sha256', JSON.stringify(said));
}

type Chained = { id: number; organisationId: number; reference: string };
/** What an act tells the log. */
export type NewEvents = { kind: EventKind; data: EventData }[];

/** Appends events to a request's chain, in order. The caller holds the request's row in a transaction. */
export async function appendEvents(request: Chained, by: By, at: Date, events: NewEvents): Promise<void> {
  if (events.length === 0) return;
  const last = await Event.findOne({
    where: { requestId: request.id },
    order: [['sequence', 'DESC']],
    attributes: ['sequence', 'hash'],
    raw: true,
  });
  await insert(Event, chained(last ?? beginOf(request), request, by, at, events));
}

/** The first events of requests that were made in the same transaction, all by one statement. */
export const beginChains = async (told: { request: Chained; events: NewEvents }[], by: By, at: Date) => {
  await insert(
    Event,
    told.flatMap(({ request, events }) => chained(beginOf(request), request, by, at, events)),
  );
};

/** The same event for each of many requests, all by two statements. The caller holds their rows in a transaction. */
export async function appendToEach(
  requests: readonly Chained[],
  by: By,
  at: Date,
  event: NewEvents[number],
): Promise<void> {
  const ids = requests.map(({ id }) => id);
  const events = await Event.findAll({
    where: { requestId: ids },
    order: ['requestId', 'sequence'],
    attributes: ['requestId', 'sequence', 'hash'],
    raw: true,
  });
  const last = new Map(events.map((row) => [row.requestId, row]));
  await insert(
    Event,
    requests.flatMap((request) =>
      chained(last.get(request.id) ?? beginOf(request), request, by, at, [event]),
    ),
  );
}

const beginOf = ({ reference }: Chained) => ({ sequence: 0, hash: beginningOf(reference) });

function chained(
  last: { sequence: number; hash: string },
  request: Chained,
  by: By,
  at: Date,
  events: NewEvents,
) {
  let { sequence, hash: previousHash } = last;
  return events.map(({ kind, data }) => {
    if (!isEventKind(kind)) throw new Error(`Unknown kind of event: ${kind}`);
    sequence += 1;
    const row = {
      sequence,
      kind,
      at: at.toISOString(),
      actor: by.actor,
      data: JSON.stringify(data),
      previousHash,
    };
    previousHash = hashOfEvent(request.reference, row);
    const made = { ...row, chainVersion: CHAIN_VERSION, hash: previousHash };
    return { ...made, organisationId: request.organisationId, requestId: request.id };
  });
}
