import { isLinkOpen } from '../../domain/transmission.ts';
import { digitsOf } from '../code/digits.ts';
import type { Desk } from '../desk.ts';
import type { Letter } from '../letter.ts';
import { organisationById, publicPathOf } from '../organisation/find.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { dataOf } from '../transmission/data.ts';
import { transmissionOfLetter, transmissionTokenOf } from '../transmission/link.ts';

/** Whom a letter to a provider goes to. */
export async function providerOf(desk: Desk, letter: Letter): Promise<{ name: string; address: string }> {
  const found = await transmissionOfLetter(letter);
  if (!found) return { name: '', address: '' };
  const request = await SubjectRequest.findByPk(found.requestId, { rejectOnEmpty: true });
  const { provider, email } = dataOf(keyOf(desk, request), found);
  return { name: provider, address: email };
}

/** The secrets of a letter to a provider: the link, until when it opens, and the code. */
export async function secretsOfProvider(desk: Desk, letter: Letter, data: { code?: string }) {
  const found = await transmissionOfLetter(letter);
  const code = data.code ? digitsOf(desk, data.code) : undefined;
  if (!found) return { links: {}, code, all: code ? [code] : [] };
  const token = transmissionTokenOf(desk, found);
  const place = `${desk.baseUrl}${await publicPathOf(await organisationById(found.organisationId))}`;
  return {
    links: { transmission: `${place}/transmissions/${token}?lang=${letter.language}` },
    code,
    validUntil: found.expiresAt ?? undefined,
    all: [token, ...(code ? [code] : [])],
  };
}

/** Whether the link that a letter to a provider is about has ended. */
export async function isProviderLinkOver(desk: Desk, letter: Letter): Promise<boolean> {
  const found = await transmissionOfLetter(letter);
  return !found || !isLinkOpen(found, desk.clock());
}
