import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { nameKey } from '../../domain/folding.ts';
import type { Status } from '../../domain/lifecycle/status.ts';
import { assertMay } from '../../domain/permissions.ts';
import type { Right } from '../../domain/rights.ts';
import { select } from '../database/select.ts';
import type { OrderedSelection } from '../database/selectTogether.ts';
import type { By, Desk } from '../desk.ts';
import { customerDigestOf } from './searchText.ts';

/** A request that may be the same person's, and what it has in common: a hint that decides nothing. */
export type Related = {
  reference: string;
  right: Right;
  status: Status;
  receivedOn: CalendarDate;
  sameMailbox: boolean;
  sameCustomer: boolean;
  sameName: boolean;
};

/** The most that a page lists; a common name has more. */
const MOST = 12;

/** The columns of `Related` over `subject_requests r`, and the condition: each kind of match uses an index of its own. */
function relatedTo(of: { organisation: string; mailbox: string; customer: string; name: string }) {
  const same = {
    sameMailbox: `COALESCE(lower(r.person_email) = ${of.mailbox}, FALSE)`,
    sameCustomer: `COALESCE(r.customer_digest = ${of.customer} AND r.customer_digest <> '', FALSE)`,
    sameName: `COALESCE(r.name_key = ${of.name} AND r.name_key <> '', FALSE)`,
  };
  const by = (column: string, value: string) =>
    `SELECT * FROM (SELECT s.id FROM subject_requests s WHERE ${column} = ${value} AND ${value} <> ''
      AND s.organisation_id = ${of.organisation} AND s.kind = 'request' ORDER BY s.id DESC LIMIT ${MOST}) found`;
  const ids = [
    by('lower(s.person_email)', of.mailbox),
    by('s.customer_digest', of.customer),
    by('s.name_key', of.name),
  ];
  return { same, among: `r.id IN (${ids.join(' UNION ')})` };
}

const OF_A_REQUEST = relatedTo({
  organisation: 'of.organisation_id',
  mailbox: 'lower(of.person_email)',
  customer: 'of.customer_digest',
  name: 'of.name_key',
});
const OF_WHO_ASKS = relatedTo({
  organisation: ':organisationId',
  mailbox: ':mailbox',
  customer: ':customer',
  name: ':name',
});

/** Those of a request `of`, except requests made with it and those that are said not to be of the same person: for the single statement of its page. */
export const RELATED: OrderedSelection<Related> = {
  columns: {
    reference: { expression: 'r.reference' },
    right: { expression: 'r."right"' },
    status: { expression: 'r.status' },
    receivedOn: { expression: 'r.received_on' },
    sameMailbox: { expression: OF_A_REQUEST.same.sameMailbox, kind: 'flag' },
    sameCustomer: { expression: OF_A_REQUEST.same.sameCustomer, kind: 'flag' },
    sameName: { expression: OF_A_REQUEST.same.sameName, kind: 'flag' },
  },
  from: `subject_requests r WHERE r.submission_id <> of.submission_id AND ${OF_A_REQUEST.among}
    AND NOT EXISTS (SELECT 1 FROM person_links k WHERE k.undone_at IS NULL AND k.verdict = 'not-same'
      AND ((k.one_id = of.id AND k.other_id = r.id) OR (k.one_id = r.id AND k.other_id = of.id)))`,
  order: 'r.received_on DESC, r.id DESC',
};

/**
 * Those of a person about to be logged by hand, the latest first. Only of this organisation, and for a user who may read requests.
 */
export async function relatedToPerson(
  desk: Desk,
  by: By,
  { name, email = '', customerNumber }: { name: string; email?: string; customerNumber?: string },
): Promise<Related[]> {
  assertMay(by, 'read-requests');
  const rows = await select<Related>(
    desk.database,
    `SELECT r.reference, r."right", r.status, r.received_on AS "receivedOn",
       ${Object.entries(OF_WHO_ASKS.same).map(([column, expression]) => `${expression} AS "${column}"`)}
     FROM subject_requests r WHERE ${OF_WHO_ASKS.among} ORDER BY r.received_on DESC, r.id DESC`,
    {
      organisationId: by.organisationId,
      mailbox: email.toLowerCase(),
      customer: customerDigestOf(desk, by.organisationId, customerNumber),
      name: nameKey(name),
    },
  );
  return rows.map((row) => ({
    ...row,
    sameMailbox: Boolean(row.sameMailbox),
    sameCustomer: Boolean(row.sameCustomer),
    sameName: Boolean(row.sameName),
  }));
}
