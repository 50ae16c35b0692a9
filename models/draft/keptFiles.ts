import { randomBytes } from 'node:crypto';
import type { IncomingFile } from '../attachment/store.ts';
import type { By, Desk } from '../desk.ts';
import { Draft } from '../draft.ts';
import { DraftFile } from '../draftFile.ts';
import { hashOfToken, seal, sealJson, unseal, unsealJson } from '../keyring.ts';
import { inTransaction } from '../transaction.ts';

/** How long the files of a form that was shown again wait for it. */
const HOURS_KEPT = 24;

/** Keeps the files of a form that must be corrected, sealed. Gives the token by which the form takes them back. */
export async function keepFiles(desk: Desk, by: By, files: IncomingFile[]): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const draftHash = hashOfToken(token);
  const expiresAt = new Date(desk.clock().getTime() + HOURS_KEPT * 3600_000);
  await inTransaction(desk.database, async () => {
    const data = sealJson(desk.keyring.deskKey, { actor: by.actor });
    await Draft.create({ tokenHash: draftHash, organisationId: by.organisationId, data, expiresAt });
    for (const { name, mediaType, content } of files) {
      const naming = sealJson(desk.keyring.deskKey, { name, mediaType });
      await DraftFile.create({ draftHash, data: naming, content: seal(desk.keyring.deskKey, content) });
    }
  });
  return token;
}

/** The files of a token, in this organisation and while they are kept; none otherwise. */
export async function keptFiles(desk: Desk, by: By, token: string): Promise<IncomingFile[]> {
  const draft = await draftOf(by, token);
  if (!draft || draft.expiresAt <= desk.clock()) return [];
  const rows = await DraftFile.findAll({ where: { draftHash: draft.tokenHash }, order: ['id'] });
  return rows.map(({ data, content }) => ({
    ...unsealJson<{ name: string; mediaType: string }>(desk.keyring.deskKey, data),
    content: unseal(desk.keyring.deskKey, content),
  }));
}

/** Lets go of kept files once their form was accepted. */
export async function forgetFiles(desk: Desk, by: By, token: string): Promise<void> {
  const draft = await draftOf(by, token);
  if (!draft) return;
  await inTransaction(desk.database, async () => {
    await DraftFile.destroy({ where: { draftHash: draft.tokenHash } });
    await draft.destroy();
  });
}

const draftOf = async (by: By, token: string) =>
  token
    ? Draft.findOne({ where: { tokenHash: hashOfToken(token), organisationId: by.organisationId } })
    : null;
