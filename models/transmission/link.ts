import { endOfFetching } from '../answerPackage/link.ts';
import { hashOfToken } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import type { Letter } from '../letter.ts';
import { Transmission } from '../transmission.ts';

/** The secret of a provider's link; another each time that it is sent (decision 0003). */
export const transmissionTokenOf = (
  desk: Pick<Desk, 'keyring'>,
  { id, renewals }: Pick<Transmission, 'id' | 'renewals'>,
): string => desk.keyring.token('transmission', `${id}:${renewals}`);

/** The transmission that a link's token names in this organisation, also one whose link is over. */
export async function transmissionByToken(
  { organisationId }: By,
  token: string,
): Promise<Transmission | null> {
  return Transmission.findOne({ where: { tokenHash: hashOfToken(token), organisationId } });
}

/** Whether a letter goes to a provider, who has no account. */
export const isToProvider = ({ recipient }: Pick<Letter, 'recipient'>): boolean =>
  recipient.startsWith('provider:');

/** The transmission that a letter is about. */
export const transmissionOfLetter = ({
  recipient,
}: Pick<Letter, 'recipient'>): Promise<Transmission | null> =>
  Transmission.findByPk(Number(recipient.slice('provider:'.length)));

/** The mail server took the letter with the link: its days count from then. A letter that a later one replaced changes nothing. */
export async function openTransmissionFrom(letter: Letter, sentAt: Date): Promise<void> {
  const sent = { sentAt, expiresAt: endOfFetching(sentAt) };
  await Transmission.update(sent, { where: { letterId: letter.id, state: 'sent' } });
}

/** The links to providers end with the answer that they give. */
export async function endTransmissions(requestId: number, now: Date): Promise<void> {
  await Transmission.update(
    { endedAt: now, askedAgainAt: null },
    { where: { requestId, state: 'sent', endedAt: null } },
  );
}
