import { Op } from 'sequelize';
import { emailFault } from '../../domain/email.ts';
import { assertGiven } from '../../domain/lifecycle/needed.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { namedProvider } from '../../domain/transmission.ts';
import { line } from '../../domain/writing.ts';
import { sealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { tellReaders } from '../letter/tellReaders.ts';
import type { Letter } from '../letter.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { detailsOf } from '../subjectRequest/sealed.ts';
import { Transmission } from '../transmission.ts';
import { dataOf, type TransmissionData, type Wish } from './data.ts';

/** The person asks that their data go to another provider directly (Art. 20(2) GDPR). One wish at a time: a later one replaces it. */
export const askTransmission = (
  desk: Desk,
  by: By,
  target: Target,
  given: { provider: string; email: string; consents: boolean },
): Promise<void> =>
  change(desk, by, target, 'ask-transmission', async (it) => {
    const wish = wishIn(it, { ...given, wish: '' });
    if (!given.consents) throw new RuleViolation('consent-missing', {}, 'consents');
    const { id } = await keepWish(it, wish);
    await tellReaders(it, 'message-notice', `${WISHES}${id}:${it.now.toISOString()}`, {
      wish: 'transmission',
    });
    it.tell('transmission-asked', { transmission: id });
  });

/** What the ledger calls the occasions on which those who work on a request are told of a wish. */
const WISHES = 'transmission:';

/** Tells those who work on the request that a provider asked for another link. */
export const tellAskedAgain = (it: Parameters<typeof tellReaders>[0], { id }: Transmission): Promise<void> =>
  tellReaders(it, 'message-notice', `${WISHES}${id}:${it.now.toISOString()}`, { wish: 'again' });

/** Whether a notice tells of a wish that nobody has decided about, rather than of a message. */
export const tellsOfWish = ({ ledgerKey }: Pick<Letter, 'ledgerKey'>): boolean =>
  ledgerKey.startsWith(WISHES);

/** A wish as it is kept. Throws unless the request is one of portability, and the provider can be written to. */
export function wishIn({ request }: Change, { provider, email, wish }: Wish): Wish {
  const name = assertGiven('provider-missing', 'provider', line(provider).slice(0, LONGEST_NAME));
  const address = assertGiven('email-needed', 'email', line(email));
  const fault = emailFault(address);
  if (fault) throw new RuleViolation(fault, {}, 'email');
  if (request.right !== 'portability') throw new RuleViolation('not-portability');
  return { provider: name, email: address, wish: wish.trim() };
}

const LONGEST_NAME = 200;

/** Keeps a wish in the transmission that nobody has decided about, or in a new one. */
export async function keepWish({ request, key, by, now }: Change, wish: Wish): Promise<Transmission> {
  const data = sealJson(key, wish satisfies TransmissionData);
  const asked = { data, askedBy: by.actor, askedAt: now };
  const open = await undecidedOf(request.id);
  if (open) return open.update(asked);
  const { id: requestId, organisationId } = request;
  return Transmission.create({ ...asked, requestId, organisationId, state: 'asked' });
}

/**
 * Whether somebody waits for a decision about a transmission: the person about their wish, or a provider about another link. What was
 * only named in the request was never told by a notice.
 */
export const waitsForDecision = async (requestId: number): Promise<boolean> =>
  (await Transmission.count({
    where: { requestId, [Op.or]: [{ state: 'asked' }, { askedAgainAt: { [Op.ne]: null } }] },
  })) > 0;

/**
 * The wish to decide about: the one that the person asked for, or else the provider named in the request, which becomes a transmission
 * of the day of receipt. Null if there is none.
 */
export async function wishToDecide({ request, key, desk }: Change): Promise<Transmission | null> {
  const open = await undecidedOf(request.id);
  if (open) return open;
  const { id: requestId, organisationId, right, receivedAt } = request;
  const { particulars } = detailsOf(desk, request);
  const named = namedProvider({ right, particulars }, await Transmission.findAll({ where: { requestId } }));
  if (!named) return null;
  const data = {
    provider: line(named).slice(0, LONGEST_NAME),
    email: '',
    wish: '',
  } satisfies TransmissionData;
  const asked = {
    data: sealJson(key, data),
    askedBy: 'person',
    askedAt: receivedAt,
    state: 'asked' as const,
  };
  return Transmission.create({ ...asked, requestId, organisationId });
}

/**
 * The provider of a wish that nobody has decided about: one that the person asked for, or that their request names. Undefined if there is none,
 * and for a right that has no such wish.
 */
export async function undecidedProvider({ request, key, desk }: Change): Promise<string | undefined> {
  const { id: requestId, right } = request;
  if (right !== 'portability') return undefined;
  const open = await undecidedOf(requestId);
  if (open) return dataOf(key, open).provider;
  const { particulars } = detailsOf(desk, request);
  return namedProvider({ right, particulars }, await Transmission.findAll({ where: { requestId } }));
}

const undecidedOf = (requestId: number): Promise<Transmission | null> =>
  Transmission.findOne({ where: { requestId, state: 'asked' }, order: [['id', 'DESC']] });
