import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { joinedFrom, packWithout } from '../../domain/deadlines/joined.ts';
import { type FactSheet, readFacts } from '../../domain/lifecycle/factSheet.ts';
import { isToldOfKept } from '../../domain/lifecycle/merging.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { deadlineFromRow } from '../subjectRequest/deadlineRows.ts';
import { joiningOf, mergedInto } from '../subjectRequest/joined.ts';
import { derive, factSheetOf } from '../subjectRequest/recompute.ts';
import { SubjectRequest } from '../subjectRequest.ts';

/** What a person may see of their request, its facts and its promises. */
type SeenByPerson = {
  request: SubjectRequest;
  sheet: FactSheet;
  deadlines: Deadline[];
  joined?: { kept: SubjectRequest; mergedAt: Date };
};

/**
 * A request as its person sees it. One that was merged is shown with its own promises, as they stand in the kept one, if it is shown that
 * both are one person's. Else it is shown as if nothing had happened: whoever made it learns nothing of the other.
 */
export async function seenByPerson(desk: Desk, request: SubjectRequest): Promise<SeenByPerson> {
  const joining = await joiningOf(request);
  if (!joining) {
    const told = (await mergedInto(desk, request)).filter(({ proof }) => isToldOfKept(proof));
    const references = told.map(({ merged }) => merged.reference);
    const deadlines = (await promisesIn(request.id)).filter((one) => {
      const from = joinedFrom(one);
      return from === undefined || references.includes(from);
    });
    return { request, sheet: await factSheetOf(request), deadlines };
  }
  const { kept, mergedAt, proof } = joining;
  if (isToldOfKept(proof)) {
    const carried = (await promisesIn(kept.id)).filter((one) => joinedFrom(one) === request.reference);
    const deadlines = carried.map((one) => ({ ...one, pack: packWithout(one.pack), former: undefined }));
    return { request, sheet: await factSheetOf(request), deadlines, joined: { kept, mergedAt } };
  }
  const facts = await Fact.findAll({ where: { requestId: request.id }, order: ['at', 'id'] });
  const sheet = readFacts(request, facts, 'whole');
  const { deadlines, columns } = derive(desk, request, sheet);
  const before = SubjectRequest.build(
    { ...request.get({ plain: true }), ...columns },
    { isNewRecord: false },
  );
  return { request: before, sheet, deadlines: deadlines.filter(({ advisory }) => !advisory) };
}

async function promisesIn(requestId: number): Promise<Deadline[]> {
  const rows = await DeadlineRow.findAll({ where: { requestId, advisory: false }, order: ['id'] });
  return rows.map(deadlineFromRow);
}
