import { Op } from 'sequelize';
import { assertGiven } from '../../domain/lifecycle/needed.ts';
import { endOfFetching } from '../answerPackage/link.ts';
import { hashOfToken, sealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { queueLetter } from '../letter/queue.ts';
import { Letter } from '../letter.ts';
import { change, type Target } from '../subjectRequest/change.ts';
import type { Change } from '../subjectRequest/changeTools.ts';
import { contentSent } from '../subjectRequest/contentSent.ts';
import { Transmission } from '../transmission.ts';
import { dataOf, type Wish } from './data.ts';
import { transmissionTokenOf } from './link.ts';
import { keepWish, wishIn, wishToDecide } from './wish.ts';

/**
 * Sends the provider a link of its own to the answer that the person got, and tells the person. Without a wish of the person's own,
 * `wish` says how it is known. Sent again, the former link opens nothing any more.
 */
export const sendTransmission = (desk: Desk, by: By, target: Target, given: Wish): Promise<void> =>
  change(desk, by, target, 'send-transmission', async (it) => {
    const wish = wishIn(it, given);
    const row = (await wishToDecide(it)) ?? (await lastSent(it.request.id));
    const known = row?.askedBy === 'person' ? it.request.personName : row && dataOf(it.key, row).wish;
    assertGiven('wish-missing', 'wish', wish.wish || known || '');
    const content = sealJson(it.key, await contentSent(it));
    const isNews = row?.state !== 'sent' || dataOf(it.key, row).email !== wish.email;
    const sent = row ? await takenUp(it, row, wish) : await keepWish(it, wish);
    const letterId = await writeTo(it, sent.id);
    await sent.update({
      state: 'sent',
      content,
      letterId,
      tokenHash: hashOfToken(transmissionTokenOf(desk, sent)),
      sentAt: null,
      expiresAt: endOfFetching(it.now),
      endedAt: null,
      askedAgainAt: null,
    });
    it.tell('transmission-sent', { transmission: sent.id, letter: letterId });
    if (isNews) await tellPerson(it, wish);
  });

/** One is sent again, to the same provider or with its address corrected, as long as nobody fetched it, or where the provider asks. */
const lastSent = (requestId: number): Promise<Transmission | null> =>
  Transmission.findOne({
    where: { requestId, state: 'sent', [Op.or]: [{ fetches: 0 }, { askedAgainAt: { [Op.ne]: null } }] },
    order: [['id', 'DESC']],
  });

async function takenUp({ key }: Change, row: Transmission, wish: Wish): Promise<Transmission> {
  const { wish: before } = dataOf(key, row);
  const renewals = row.tokenHash ? row.renewals + 1 : row.renewals;
  return row.update({ data: sealJson(key, { ...wish, wish: wish.wish || before }), renewals });
}

/** By email, or on paper where there is no address. */
const tellPerson = (it: Change, { provider, email }: Wish) =>
  it.write('transmission-told', { provider, email }, { by: it.request.personEmail ? 'mail' : 'paper' });

async function writeTo({ request, key, now }: Change, id: number): Promise<number> {
  const recipient = `provider:${id}`;
  const waiting = { requestId: request.id, recipient, state: ['queued', 'failed'] as const };
  await Letter.update(
    { state: 'cancelled', nextAttemptAt: null, lastError: 'link-ended' },
    { where: { ...waiting, state: [...waiting.state] } },
  );
  const { organisationId, language } = request;
  const order = {
    organisationId,
    requestId: request.id,
    kind: 'transmission-notice' as const,
    language,
    recipient,
  };
  return (await queueLetter(key, { ...order, data: {} }, now)).id;
}
