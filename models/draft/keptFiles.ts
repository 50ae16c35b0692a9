import { randomBytes } from 'node:crypto';
import { assertMay } from '../../domain/permissions.ts';
import type { IncomingFile } from '../attachment/store.ts';
import { hashOfToken, sealJson } from '../crypto/keyring.ts';
import { insert } from '../database/insert.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Draft } from '../draft.ts';
import { DraftFile } from '../draftFile.ts';
import { destroyDraftFilesOf, draftFileOf, draftFileRows, filesToSend } from './drafts.ts';

/** Hours that the files of a rejected form are kept for its next attempt. */
const HOURS_KEPT = 24;

/** Stores the files of a form that must be corrected, sealed. Returns the token that the form sends back. */
export async function keepFiles(desk: Desk, by: By, files: IncomingFile[]): Promise<string> {
  assertMay(by, 'keep-files');
  const token = randomBytes(24).toString('base64url');
  const draftHash = hashOfToken(token);
  const expiresAt = new Date(desk.clock().getTime() + HOURS_KEPT * 3600_000);
  await inTransaction(desk.database, async () => {
    const data = sealJson(desk.keyring.deskKey, { actor: by.actor });
    await Draft.create({ tokenHash: draftHash, organisationId: by.organisationId, data, expiresAt });
    await insert(
      DraftFile,
      files.map((file) => draftFileOf(desk, draftHash, file)),
    );
  });
  return token;
}

/** The files of a token in this organisation; none if they have expired. */
export async function keptFiles(desk: Desk, by: By, token: string): Promise<IncomingFile[]> {
  const draft = await draftOf(by, token);
  if (!draft || draft.expiresAt <= desk.clock()) return [];
  return filesToSend(desk, await draftFileRows(desk, token));
}

/** Deletes kept files once their form was accepted. */
export async function forgetFiles(desk: Desk, by: By, token: string): Promise<void> {
  assertMay(by, 'keep-files');
  const draft = await draftOf(by, token);
  if (!draft) return;
  await inTransaction(desk.database, async () => {
    await destroyDraftFilesOf(desk, { draftHash: draft.tokenHash });
    await draft.destroy();
  });
}

const draftOf = async (by: By, token: string) =>
  token
    ? Draft.findOne({ where: { tokenHash: hashOfToken(token), organisationId: by.organisationId } })
    : null;
