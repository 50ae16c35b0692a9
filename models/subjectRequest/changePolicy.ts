import { localDate } from '../../domain/calendar/zone.ts';
import { promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { PRESENT_EDITION } from '../../domain/edition.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import { categoryIds } from '../../domain/policies/categories.ts';
import { choosePolicy } from '../../domain/policies/choice.ts';
import { beginsOn, policyFor } from '../../domain/policies/inEffect.ts';
import { situationFaults } from '../../domain/policies/listFaults.ts';
import type { PolicyRow, Situation } from '../../domain/policies/situation.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { categoriesOf } from '../organisation/categories.ts';
import { isKnownPolicy } from '../organisation/faults.ts';
import { organisationById } from '../organisation/find.ts';
import { policiesOf } from '../organisation/policies.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { type Outdated, outcomeUnder, previewDigest } from './basis.ts';
import { change, type Target } from './change.ts';
import {
  type Chosen,
  choiceInLog,
  chosenFor,
  type KnownSituation,
  knownFrom,
  type OrganisationCalendar,
} from './policyChoice.ts';

/**
 * What is now known of a request, the policy chosen for it by hand if any, the reason, and the digest of the preview that was
 * seen.
 */
type PolicyChange = { situation: Situation; policy: string; reason: string; seen: string };

/** The effect of a change: the new basis, the changed dates, and the digest of both. */
type PolicyPreview = Pick<Outdated, 'differences' | 'kept'> & Chosen & { seen: string; hasRight: boolean };

/**
 * Corrects the policy of a request: by what is known of it, or by choosing the policy itself. Applied only as previewed:
 * without `seen` it throws `policy-unconfirmed`, with the digest of an older preview `preview-outdated`, each with the preview.
 * Promises that were made stay until they are kept or cancelled; former dates stay in the log.
 */
export function changePolicyOf(desk: Desk, by: By, target: Target, given: PolicyChange) {
  return change(desk, by, target, 'change-basis', async (it) => {
    await assertSound(desk, by, given);
    const { request, key } = it;
    const place = await organisationById(by.organisationId);
    const basis = basisFor(desk, place, await policiesOf(desk, by), request, given);
    const outcome = await outcomeUnder(desk, request, basis);
    const seen = previewDigest([{ request, basis, ...outcome }]);
    if (given.seen !== seen)
      throw new RuleViolation(
        given.seen ? 'preview-outdated' : 'policy-unconfirmed',
        { ...basis, ...outcome, seen, hasRight: hasRight(desk, request, basis) } satisfies PolicyPreview,
        'confirmed',
      );
    const policyWas = `${request.policyId}@${request.policyVersion}`;
    const calendarWas = request.calendar;
    const policy = `${basis.policyId}@${basis.policyVersion}`;
    request.set(basis);
    await it.record('policy-changed', it.now, { detail: { reason: given.reason, policyWas, policy } });
    const kept = outcome.kept.map(promiseKey).join(' ');
    const moved = calendarWas !== request.calendar && { calendarWas, calendar: request.calendar };
    it.tell('policy-changed', { policyWas, policy, ...choiceInLog(key, request), ...moved, kept });
  });
}

/** Whether a policy covers the right of a request: without that, the request would have no date. */
const hasRight = (
  { packs }: Desk,
  { right, receivedOn }: SubjectRequest,
  { policyId, policyVersion }: Chosen,
) => policyFor(packs, `${policyId}@${policyVersion}`, receivedOn).rights.includes(right);

async function assertSound(desk: Desk, by: By, { situation, policy, reason }: PolicyChange): Promise<void> {
  const organisation = await organisationById(by.organisationId);
  const ids = categoryIds(categoriesOf(organisation), desk.packs);
  const [fault] = situationFaults(situation, { isCategory: (id) => ids.includes(id) });
  if (fault) throw fault;
  if (policy && !isKnownPolicy(desk.packs, policy))
    throw new RuleViolation('policy-unknown', { policy }, 'policy');
  if (policy && beginsOn(desk.packs, policy, localDate(desk.clock(), organisation.zone)))
    throw new RuleViolation('policy-not-yet', {}, 'policy');
  needed('change-policy', 'reason', reason);
}

/**
 * A request that keeps its policy also keeps its version, edition and calendar: `applyPresentBasis` moves those for all requests.
 * Another policy counts by the present edition, which may be the first that has it.
 */
function basisFor(
  desk: Desk,
  place: OrganisationCalendar,
  rows: readonly PolicyRow[],
  request: SubjectRequest,
  { situation, policy }: PolicyChange,
): KnownSituation & Chosen & Pick<SubjectRequest, 'edition'> {
  const known = knownFrom(situation, policy);
  const chosen = chosenFor(desk, place, rows, known, request.receivedOn);
  const { policyId, policyVersion, edition, calendar, declaredDays } = request;
  const ref = policy || choosePolicy(rows, situation).policy;
  const stays = ref === policyId || (chosen.policyId === policyId && chosen.policyVersion === policyVersion);
  return {
    ...known,
    ...chosen,
    ...(stays ? { policyId, policyVersion, edition, calendar, declaredDays } : { edition: PRESENT_EDITION }),
  };
}
