import { localDate } from '../../domain/calendar/zone.ts';
import { PRESENT_EDITION } from '../../domain/edition.ts';
import { nameKey } from '../../domain/folding.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import type { Key } from '../../models/crypto/keyring.ts';
import type { Desk } from '../../models/desk.ts';
import type { Organisation } from '../../models/organisation.ts';
import { knownFrom } from '../../models/subjectRequest/policyChoice.ts';
import { newReference } from '../../models/subjectRequest/reference.ts';
import { sealDetails } from '../../models/subjectRequest/sealed.ts';
import { searchTextOf } from '../../models/subjectRequest/searchText.ts';
import type { Plan } from './plan.ts';

/** Whose requests they are, and who works on them: the DPO and a handler. */
export type Setting = { desk: Desk; organisation: Organisation; staff: [number, number] };

/** What the organisation of the benchmarks promises by. */
export const POLICY = 'scalingo-privacy@2015';

/** The row of a request before anything was done to it. */
export function requestOf(
  { desk, organisation }: Setting,
  plan: Plan,
  own: { id: number; submissionId: number; wrappedKey: Buffer; key: Key },
) {
  const { zone, calendar, declaredDays, clockOverrides } = organisation;
  const receivedOn = localDate(plan.receivedAt, zone);
  const policy = policyFor(desk.packs, POLICY, receivedOn);
  const { name: personName, email: personEmail } = plan.person;
  const naming = { reference: freshReference(), personName, personEmail };
  return {
    ...naming,
    id: own.id,
    organisationId: organisation.id,
    submissionId: own.submissionId,
    right: plan.right,
    channel: 'form' as const,
    language: plan.language,
    searchText: searchTextOf(naming),
    nameKey: nameKey(naming.personName),
    customerDigest: '',
    clientName: '',
    details: sealDetails(own.key, { about: plan.about }),
    wrappedKey: own.wrappedKey,
    policyId: policy.id,
    policyVersion: policy.version,
    ...knownFrom({}),
    decidedBy: '{}',
    calendar,
    declaredDays,
    clockOverrides,
    edition: PRESENT_EDITION,
    keptPromises: '[]',
    zone,
    receivedAt: plan.receivedAt,
    receivedOn,
    receivedByDay: false,
    outcome: null as string | null,
    assigneeId: null as number | null,
    mailboxNeeded: true,
    version: 0, // the receipt makes it 1
    createdAt: plan.receivedAt,
    closedAt: null as Date | null,
  };
}
/** Nobody says here which are taken, and of a million two are often the same. */
function freshReference(): string {
  const reference = newReference();
  if (drawn.has(reference)) return freshReference();
  drawn.add(reference);
  return reference;
}
const drawn = new Set<string>();

export type RequestRow = ReturnType<typeof requestOf>;
