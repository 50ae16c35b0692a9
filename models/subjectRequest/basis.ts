import { createHash } from 'node:crypto';
import { Op } from 'sequelize';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { type Deadline, hasEnded } from '../../domain/deadlines/deadline.ts';
import { type Difference, differencesOf } from '../../domain/deadlines/difference.ts';
import { isSamePromise, type PromiseId, promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { PRESENT_EDITION } from '../../domain/edition.ts';
import { assertMay } from '../../domain/permissions.ts';
import type { Override } from '../../domain/policies/overrides.ts';
import { criteriaNamedIn, type PolicyRow } from '../../domain/policies/situation.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { DeadlineRow } from '../deadline.ts';
import type { By, Desk } from '../desk.ts';
import { overridesFor } from '../organisation/overrides.ts';
import { policiesOf } from '../organisation/policies.ts';
import { Organisation } from '../organisation.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { change } from './change.ts';
import { deadlineFromRow } from './deadlineRows.ts';
import { cancel } from './fulfilment.ts';
import { type Chosen, decidedBy, presentlyChosen } from './policyChoice.ts';
import { type Computable, derive, factSheetOf, isOwn, keptPromisesOf } from './recompute.ts';

/** What the dates of a request depend on besides its facts. Stored with the request, so that no date moves by itself. */
export type Basis = Pick<
  Computable,
  | 'policyId'
  | 'policyVersion'
  | 'calendar'
  | 'declaredDays'
  | 'clockOverrides'
  | 'edition'
  | 'zone'
  | 'receivedAt'
  | 'receivedOn'
> &
  Chosen;

/** An open request whose basis is not its organisation's present one, and how its dates would change. */
export type Outdated = { request: SubjectRequest; basis: Basis; differences: Difference[]; kept: Deadline[] };

/** How the dates of a request would change under another basis, and which promises of its policy would stay. Writes nothing. */
export async function outcomeUnder(
  desk: Desk,
  request: SubjectRequest,
  basis: Partial<Basis>,
): Promise<Pick<Outdated, 'differences' | 'kept'>> {
  const before = request.get({ plain: true });
  const after = { ...before, ...basis };
  const rows = (await rowsOf(request)).filter(isOwn);
  const sheet = await factSheetOf(after);
  after.keptPromises = keptPromisesOf(desk, after, { before, rows, sheet });
  const { deadlines } = derive(desk, after, sheet);
  const kept = deadlines.filter((deadline) => deadline.former && !hasEnded(deadline));
  return { differences: differencesOf(rows.map(deadlineFromRow), deadlines), kept };
}

const rowsOf = ({ id }: SubjectRequest) =>
  DeadlineRow.findAll({ where: { requestId: id }, order: ['former', 'id'] });

/** The same without keeping promises that end: they were never owed. Those owed `again` count as new. */
export async function changesBy(
  desk: Desk,
  request: SubjectRequest,
  corrected: Pick<Computable, 'right'>,
  again: readonly PromiseId[] = [],
): Promise<Difference[]> {
  const all = (await rowsOf(request)).filter(isOwn);
  const rows = all.filter((row) => !again.some((one) => isSamePromise(one, row)));
  const after = { ...request.get({ plain: true }), ...corrected };
  const { deadlines } = derive(desk, after, await factSheetOf(after));
  return differencesOf(rows.map(deadlineFromRow), deadlines);
}

/**
 * The organisation's open requests whose policy version, calendar, zone, declared days or edition of the rules are not the
 * present ones. Each request's policy is chosen by what is known of it.
 */
export async function outdatedRequests(desk: Desk, by: By): Promise<Outdated[]> {
  const found: Outdated[] = [];
  for (const each of await countedOtherwise(desk, by))
    found.push({ ...each, ...(await outcomeUnder(desk, each.request, each.basis)) });
  return found;
}

/** The same without the changes to their dates: a quick count. */
export async function countedOtherwise(desk: Desk, by: By): Promise<Pick<Outdated, 'request' | 'basis'>[]> {
  const organisation = await Organisation.findByPk(by.organisationId, { rejectOnEmpty: true });
  const policies = await policiesOf(desk, by);
  const open = { status: { [Op.ne]: 'closed' as const }, kind: 'request' as const };
  const where = { organisationId: organisation.id, ...open };
  const requests = await SubjectRequest.findAll({ where, order: ['id'] });
  return requests
    .map((request) => ({ request, basis: presentBasis(desk, organisation, policies, request) }))
    .filter(({ request, basis }) => !isSame(request, basis));
}

/** A digest of a preview: it differs if applying it would now do something else. */
export const previewDigest = (
  outdated: readonly (Omit<Outdated, 'basis'> & { basis: Partial<Basis & Pick<Computable, 'right'>> })[],
): string =>
  createHash('sha256')
    .update(JSON.stringify(outdated.map(({ request, ...rest }) => ({ id: request.id, ...rest }))))
    .digest('hex');

/** Promises of former policies, by clock and pack, that end with the application, and why. */
export type EndedPromises = { promises: readonly PromiseId[]; reason: string };

/**
 * Applies the organisation's present rules to its open requests, as the preview `seen` showed. Promises that were made
 * stay, except those that a person ends with a reason. Closed requests never move; former dates stay in the log. Returns
 * the number of requests moved.
 */
export async function applyPresentBasis(
  desk: Desk,
  by: By,
  { seen, ending = { promises: [], reason: '' } }: { seen: string; ending?: EndedPromises },
): Promise<number> {
  assertMay(by, 'change-basis');
  if (ending.promises.length > 0 && !ending.reason.trim())
    throw new RuleViolation('reason-missing', {}, 'reason');
  const outdated = await outdatedRequests(desk, by);
  if (previewDigest(outdated) !== seen) throw new RuleViolation('preview-outdated');
  for (const each of outdated) await unlessClosed(() => moveTo(desk, by, each, ending));
  return outdated.length;
}

const moveTo = (
  desk: Desk,
  by: By,
  { request, basis, kept }: Outdated,
  ending: EndedPromises,
): Promise<void> =>
  change(desk, by, { reference: request.reference }, 'change-basis', async (it) => {
    it.tell('basis-changed', {
      policyWas: `${it.request.policyId}@${it.request.policyVersion}`,
      policy: `${basis.policyId}@${basis.policyVersion}`,
      decidedBy: criteriaNamedIn(decidedBy(basis)).join(' '),
      calendarWas: it.request.calendar,
      calendar: basis.calendar,
      zoneWas: it.request.zone,
      zone: basis.zone,
      declaredWas: it.request.declaredDays,
      declared: basis.declaredDays,
      numbersWas: numbersIn(it.request.clockOverrides),
      numbers: numbersIn(basis.clockOverrides),
      editionWas: it.request.edition,
      edition: basis.edition,
      kept: kept.map(promiseKey).join(' '),
    });
    it.request.set(basis);
    for (const promise of kept.filter((one) => ending.promises.some((each) => isSamePromise(each, one))))
      await cancel(it, promise, ending.reason);
  });

/** A request closed since it was read is skipped; the others go on. */
async function unlessClosed(move: () => Promise<void>): Promise<void> {
  try {
    await move();
  } catch (error) {
    if (!(error instanceof RuleViolation && error.code === 'not-allowed')) throw error;
  }
}

/** The clocks with a period of the organisation's own, for the log. */
const numbersIn = (overrides: string): string =>
  (JSON.parse(overrides) as Override[])
    .map(({ clock, policy, period }) => `${clock}${policy ? `@${policy}` : ''}=${period}`)
    .join(' ');

function presentBasis(
  desk: Desk,
  organisation: Organisation,
  policies: readonly PolicyRow[],
  request: SubjectRequest,
): Basis {
  const { zone } = organisation;
  const receivedAt = request.receivedByDay ? startOfDay(request.receivedOn, zone) : request.receivedAt;
  const receivedOn = localDate(receivedAt, zone);
  const clockOverrides = overridesFor(organisation, receivedOn);
  return {
    ...presentlyChosen(desk, organisation, policies, request, receivedOn),
    clockOverrides,
    edition: PRESENT_EDITION,
    zone,
    receivedAt,
    receivedOn,
  };
}

const isSame = (request: SubjectRequest, basis: Basis): boolean =>
  request.policyId === basis.policyId &&
  request.policyVersion === basis.policyVersion &&
  request.calendar === basis.calendar &&
  request.declaredDays === basis.declaredDays &&
  request.clockOverrides === basis.clockOverrides &&
  request.edition === basis.edition &&
  request.zone === basis.zone;
