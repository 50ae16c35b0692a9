import { changesSince } from '../../domain/answers/changes.ts';
import type { AnsweredContents } from '../../domain/answers/content.ts';
import { contentsOf, reworded } from '../../domain/answers/contents.ts';
import type { Evidence } from '../../domain/answers/evidence.ts';
import { type Gate, gateOf } from '../../domain/answers/gate.ts';
import type { Desk } from '../desk.ts';
import { categoriesOf } from '../organisation/categories.ts';
import { Organisation } from '../organisation.ts';
import { recourseFor } from '../subjectRequest/lawOf.ts';
import { policyOf } from '../subjectRequest/recompute.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { type ComparedRequest, earlierAnswer } from './earlier.ts';
import { evidenceFor, type GatedRequest } from './gate.ts';
import type { ContentsToTell, ContentsWriter } from './telling.ts';
import { wordsOfDraft } from './words.ts';

type ToldRequest = GatedRequest & ComparedRequest & Pick<SubjectRequest, 'language' | 'residence'>;

/** What the answer to a request would say now: the gate, its contents with the DPO's words, and what changed since an earlier answer. */
export type DraftContents = {
  gate: Gate;
  contents: ContentsToTell;
  /** How often the DPO's words were saved. */
  version: number;
  /** An earlier answer of the same person; `isApart` where the DPO says that it is somebody else's. */
  earlier?: { reference: string; isApart: boolean };
};

/** The contents of an answer as they are now; `form` is the answer that is about to be given. */
export async function contentsOfRequest(
  desk: Desk,
  request: ToldRequest,
  form?: Evidence['form'],
): Promise<DraftContents> {
  const policy = policyOf(desk, request);
  const evidence = await evidenceFor(desk, request, form);
  const gate = gateOf(policy, request.right, evidence);
  const { version, own, apart } = await wordsOfDraft(desk, request);
  const organisation = await Organisation.findByPk(request.organisationId, { rejectOnEmpty: true });
  const sections = reworded(contentsOf(gate, evidence), own);
  const earlier = sections.length > 0 ? await earlierAnswer(desk, request) : undefined;
  const isApart = earlier?.reference === apart;
  const since = earlier &&
    !isApart && {
      day: earlier.day,
      changes: changesSince(earlier.contents.sections, sections),
      told: earlier.contents.told,
    };
  const { language, reference: _ } = request;
  const recourse = recourseFor(desk, request, organisation);
  const names = { own: categoriesOf(organisation), packs: desk.packs };
  return {
    gate,
    contents: { sections, language, law: policy.law, recourse, names, ...(since && { since }) },
    version,
    ...(earlier && { earlier: { reference: earlier.reference, isApart } }),
  };
}

/**
 * What leaves with an answer, as data and as it is told; undefined where nothing was checked. What the owners noted for the DPO stays
 * behind.
 */
export async function contentsToSend(
  desk: Desk,
  request: ToldRequest,
  form: Evidence['form'],
  wording: ContentsWriter,
): Promise<AnsweredContents | undefined> {
  const { contents } = await contentsOfRequest(desk, request, form);
  if (contents.sections.length === 0) return undefined;
  const sections = contents.sections.map(({ parts, ...section }) => ({
    ...section,
    parts: parts.map(({ aside: _, isOutdated: _now, ...part }) => part),
  }));
  return { sections, told: wording(contents) };
}
