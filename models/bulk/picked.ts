import type { Circumstances } from '../../domain/lifecycle/actions.ts';
import { readFacts } from '../../domain/lifecycle/factSheet.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { circumstancesIn } from '../subjectRequest/circumstances.ts';
import type { Filter } from '../subjectRequest/filter.ts';
import { everyRequest } from '../subjectRequest/listing.ts';
import { countingOf } from '../subjectRequest/recompute.ts';
import { SubjectRequest } from '../subjectRequest.ts';

/** A request among those picked, as it is now. */
export type PickedRequest = Pick<SubjectRequest, 'id' | 'reference' | 'version' | 'right' | 'assigneeId'> & {
  /** Whose data it is. */
  person: string;
  hasEmail: boolean;
  now: Circumstances;
};

/** This organisation's requests by their references, in that order; whatever is not one of them is left out. */
export async function pickedRequests(
  desk: Desk,
  { organisationId }: By,
  references: readonly string[],
): Promise<PickedRequest[]> {
  const where = { organisationId, kind: 'request' as const, reference: [...references] };
  const requests = await SubjectRequest.findAll({ where });
  const about = { requestId: requests.map(({ id }) => id) };
  const facts = grouped(await Fact.findAll({ where: about, order: ['at', 'id'] }));
  const deadlines = grouped(await DeadlineRow.findAll({ where: about, order: ['id'] }));
  const known = new Map(
    requests.map((request) => {
      const { id, reference, version, right, assigneeId } = request;
      const person = request.clientName || request.personName;
      const sheet = readFacts(request, facts.get(id) ?? []);
      const now = circumstancesIn(request, sheet, deadlines.get(id) ?? [], countingOf(desk, request));
      const hasEmail = Boolean(request.personEmail);
      return [reference, { id, reference, version, person, hasEmail, right, assigneeId, now }];
    }),
  );
  return [...new Set(references)].flatMap((reference) => known.get(reference) ?? []);
}

function grouped<Row extends { requestId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.requestId);
    if (group) group.push(row);
    else groups.set(row.requestId, [row]);
  }
  return groups;
}

/** The references of a list in its order: its first `most`. */
export async function referencesOf(desk: Desk, by: By, filter: Filter, most: number): Promise<string[]> {
  const found: string[] = [];
  for await (const { reference } of everyRequest(desk, by, { ...filter, after: undefined })) {
    if (found.length === most) break;
    found.push(reference);
  }
  return found;
}
