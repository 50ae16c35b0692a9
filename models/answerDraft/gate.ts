import type { Evidence, EvidenceTask } from '../../domain/answers/evidence.ts';
import { type Gate, gateOf } from '../../domain/answers/gate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import type { Desk } from '../desk.ts';
import { policyOf } from '../subjectRequest/recompute.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { systemsOf } from '../system/register.ts';
import { type RequestTask, tasksOfRequest } from '../task/ofRequest.ts';
import { attachedFiles } from './attached.ts';
import { statementsOf } from './statements.ts';

export type GatedRequest = Parameters<typeof policyOf>[1] &
  Pick<
    SubjectRequest,
    'id' | 'status' | 'outcome' | 'organisationId' | 'right' | 'zone' | 'wrappedKey' | 'reference'
  >;

/** What the answer to a request must contain against what there is now; `form` is the answer that is about to be given. */
export async function gateOfRequest(
  desk: Desk,
  request: GatedRequest,
  form?: Evidence['form'],
): Promise<Gate> {
  return gateOf(policyOf(desk, request), request.right, await evidenceFor(desk, request, form));
}

/** What there is for the answer to a request now. */
export async function evidenceFor(
  desk: Desk,
  request: GatedRequest,
  form?: Evidence['form'],
): Promise<Evidence> {
  const [systems, tasks, attached, { stated }] = await Promise.all([
    systemsOf(desk, request),
    tasksOfRequest(desk, request),
    attachedFiles(desk, request),
    statementsOf(desk, request),
  ]);
  const day = localDate(desk.clock(), request.zone);
  return { day, systems, tasks: tasks.map(evidenceOf), attached, stated, form };
}

const evidenceOf = ({ id, systemId, kind, state, result = {} }: RequestTask): EvidenceTask => ({
  id,
  systemId,
  kind,
  state,
  ...result,
  files: result.files?.length ?? 0,
});
