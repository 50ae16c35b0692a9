import { CORRECTABLE, type Correctable, type Corrected, OF_CLIENT } from '../../domain/corrections.ts';
import { addressFaults } from '../../domain/email.ts';
import { nameKey } from '../../domain/folding.ts';
import type { Language } from '../../domain/languages.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import type { Channel } from '../../domain/lifecycle/vocabulary.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { line, lines, nameFaults } from '../../domain/writing.ts';
import { keyedDigest } from '../crypto/keyring.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { correctAddress } from './address.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';
import { notedIn } from './noted.ts';
import { type Details, detailsOf, numberIn, sealDetails } from './sealed.ts';
import { customerDigestOf, searchTextOf } from './searchText.ts';

/** The values to correct; the others stay. */
type Noted = Partial<Omit<Record<Correctable, string>, 'channel' | 'language'>> & {
  channel?: Channel;
  language?: Language;
};
/**
 * Corrects the person's details (Art. 5(1)(d)) in all requests made together. Former values stay with the request, sealed; the log
 * says which were corrected, by whom and when. A new address is a new mailbox: it needs a permission of its own and a statement of how
 * it is known to be theirs; the acknowledgement is sent there with new links.
 */
export function correctPerson(
  desk: Desk,
  by: By,
  target: Target,
  { noted, known = '', reason }: { noted: Noted; known?: string; reason: string },
) {
  const given = asKept(noted);
  return inTransaction(desk.database, async () => {
    const { changed, submissionId } = await change(desk, by, target, 'correct-person', async (it) => {
      assertSound(given);
      needed('correct-person', 'reason', reason);
      const changed = await correctOne(it, given, { known, reason });
      if (Object.keys(changed).length === 0) throw new RuleViolation('nothing-corrected');
      if (changed.email) await tellThere(it);
      return { changed, submissionId: it.request.submissionId };
    });
    for (const { reference } of await SubjectRequest.findAll({ where: { submissionId }, order: ['id'] })) {
      if (reference === target.reference) continue;
      await change(desk, by, { reference }, 'correct-person', (it) =>
        correctOne(it, changed, { known, reason }),
      );
    }
  });
}

const asKept = ({
  postalAddress,
  behalfPostalAddress,
  behalfAuthority,
  channel,
  language,
  ...ofOneLine
}: Noted): Noted => ({
  ...Object.fromEntries(
    Object.entries(ofOneLine).flatMap(([name, value]) => (value === undefined ? [] : [[name, line(value)]])),
  ),
  ...(postalAddress !== undefined && { postalAddress: lines(postalAddress) }),
  ...(behalfPostalAddress !== undefined && { behalfPostalAddress: lines(behalfPostalAddress) }),
  ...(behalfAuthority !== undefined && { behalfAuthority: lines(behalfAuthority) }),
  ...(channel && { channel }),
  ...(language && { language }),
});

function assertSound({ personName, email = '', behalfName = '', ...given }: Noted): void {
  if (personName === '') throw new RuleViolation('person-missing', {}, 'personName');
  const [fault] = [
    ...nameFaults(personName ?? '', 'personName'),
    ...addressFaults(email, 'email'),
    ...nameFaults(behalfName, 'behalfName'),
    ...addressFaults(given.behalfEmail ?? '', 'behalfEmail'),
  ];
  if (fault) throw fault;
  if (!behalfName && OF_CLIENT.some((field) => given[field]))
    throw new RuleViolation('behalf-name-missing', {}, 'behalfName');
}

/** Corrects one request. Returns the names of the changed values. */
async function correctOne(
  it: Change,
  given: Noted,
  { known, reason }: { known: string; reason: string },
): Promise<Noted> {
  const { request, key, desk } = it;
  const was = notedIn(request, detailsOf(desk, request));
  const changed = CORRECTABLE.filter((field) => given[field] !== undefined && given[field] !== was[field]);
  const is = { ...was, ...given };
  const fields = changed.filter((field) => field !== 'email');
  if (fields.length > 0) {
    const words: Corrected[] = fields.map((field) => ({ field, was: was[field], is: is[field] ?? '' }));
    await it.record('person-corrected', it.now, { detail: { reason, fields: words } });
    it.tell('person-corrected', {
      fields: fields.join(' '),
      values: keyedDigest(key, JSON.stringify(words)),
    });
    write(it, is);
  }
  if (changed.includes('email')) {
    assertMay(it.by, 'correct-address');
    await correctAddress(it, { email: is.email ?? '', known: known.trim(), reason });
  }
  return Object.fromEntries(changed.map((field) => [field, given[field]]));
}

/** What is written anew: a value that was taken out is gone. */
const REWRITTEN = ['behalf', 'postalAddress', 'customerNumber', 'phone', 'userName'] as const;

function write({ request, key, desk }: Change, is: Required<Noted>): void {
  const kept: Details = { ...detailsOf(desk, request) };
  for (const field of REWRITTEN) delete kept[field];
  const { behalfName: name, behalfRelation: relation } = is;
  const client = {
    authority: is.behalfAuthority || undefined,
    email: is.behalfEmail || undefined,
    postalAddress: is.behalfPostalAddress || undefined,
    customerNumber: is.behalfCustomerNumber || undefined,
  };
  const details: Details = {
    ...kept,
    ...(is.postalAddress && { postalAddress: is.postalAddress }),
    ...(is.customerNumber && { customerNumber: is.customerNumber }),
    ...(is.phone && { phone: is.phone }),
    ...(is.userName && { userName: is.userName }),
    ...(name && { behalf: { name, relation, ...client } }),
  };
  const { personEmail, reference, organisationId } = request;
  request.set({
    personName: is.personName,
    channel: is.channel,
    language: is.language,
    details: sealDetails(key, details),
    customerDigest: customerDigestOf(desk, organisationId, numberIn(details)),
    clientName: name,
    searchText: searchTextOf({ personName: is.personName, personEmail, reference, clientName: name }),
    nameKey: nameKey(is.personName),
  });
}

/** Sends the acknowledgement again, to the present address and with new links; not if one is already waiting to go there. */
async function tellThere(it: Change): Promise<void> {
  const { personEmail, status, submissionId } = it.request;
  if (!personEmail || status === 'closed') return;
  const together = await SubjectRequest.findAll({ where: { submissionId }, attributes: ['id'] });
  const waiting = { requestId: together.map(({ id }) => id), kind: 'receipt', state: 'queued' as const };
  if ((await Letter.count({ where: waiting })) === 0) await it.write('receipt', {}, { by: 'mail' });
}
