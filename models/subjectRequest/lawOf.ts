import type { Worded } from '../../domain/languages.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import { articleOfRight } from '../../domain/policies/law.ts';
import { type Recourse, recourseOf } from '../../domain/policies/recourse.ts';
import type { Desk } from '../desk.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

/** The columns that name the policy of a request, and so the law that governs it. */
type Governed = Pick<SubjectRequest, 'policyId' | 'policyVersion' | 'receivedOn' | 'edition'>;

const policyOf = (
  { packs }: Pick<Desk, 'packs'>,
  { policyId, policyVersion, receivedOn, edition }: Governed,
) => policyFor(packs, `${policyId}@${policyVersion}`, receivedOn, edition);

/** The article that gives a request's right, in the law that governs it. */
export const articleOf = (
  desk: Pick<Desk, 'packs'>,
  request: Governed & Pick<SubjectRequest, 'right'>,
): Worded | undefined => articleOfRight(policyOf(desk, request), request.right);

/** Where the person can complain about a request, by the law that governs it. */
export const recourseFor = (
  desk: Pick<Desk, 'packs'>,
  request: Governed & Pick<SubjectRequest, 'residence'>,
  { authority }: { authority: string },
): Recourse => recourseOf(policyOf(desk, request), { authority, residence: request.residence });
