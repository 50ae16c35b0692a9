import { randomBytes } from 'node:crypto';
import { Op, type WhereOptions } from 'sequelize';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../attachment/store.ts';
import { hashOfToken, seal, sealJson, unseal, unsealJson } from '../crypto/keyring.ts';
import { alter, insert, insertOnce } from '../database/insert.ts';
import { ROW_LOCK } from '../database/locks.ts';
import { select } from '../database/select.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Draft } from '../draft.ts';
import { DraftFile } from '../draftFile.ts';
import { destroyUnheld } from '../fileContent/destroy.ts';
import type { KeptContent } from '../fileContent/keep.ts';
import type { Answers } from './answers.ts';
import { browserOf, formOf, newToken } from './token.ts';

/** A form being filled in: its answers, the key that lets it be sent once, and its id in addresses. */
export type OpenDraft = { answers: Answers; formKey: string; form: string };
export type DraftFileNote = { id: number; name: string; mediaType: string; size: number; mandate?: true };
/** The same with the key to its bytes: not for a page. */
type DraftFileRow = DraftFileNote & { kept?: KeptContent };

/** Hours that a form is kept after its last answer. */
export const HOURS_KEPT = 24;

/** The form that a token opens in this organisation, unless it has expired. */
export async function readDraft(
  desk: Desk,
  by: By,
  token: string,
  held?: 'held',
): Promise<OpenDraft | undefined> {
  const row = await rowOf(desk, by, token, held);
  return row ? unsealJson<OpenDraft>(desk.keyring.deskKey, row.data) : undefined;
}

/** Adds an answer to the form of the token, or to a new form. Returns the token to go on with. */
export async function saveAnswers(desk: Desk, by: By, token: string, answers: Answers): Promise<string> {
  assertMay(by, 'send-request');
  const chosen = token || newToken();
  return inTransaction(desk.database, async () => {
    const row = (await rowOf(desk, by, chosen, 'held')) ?? (await begin(desk, by, chosen));
    if (!row) return saveAnswers(desk, by, newToken(), answers); // the token is of another organisation
    const draft = unsealJson<OpenDraft>(desk.keyring.deskKey, row.data);
    const merged = { ...draft, answers: { ...draft.answers, ...answers } };
    await alter(desk.database, 'UPDATE drafts SET data = $1, expires_at = $2 WHERE token_hash = $3', [
      sealJson(desk.keyring.deskKey, merged),
      end(desk),
      row.tokenHash,
    ]);
    return chosen;
  });
}

/** The files of a form, without their bytes. */
export const draftFiles = async (desk: Desk, token: string): Promise<DraftFileNote[]> =>
  (await draftFileRows(desk, token)).map(({ kept: _, ...note }) => note);

/** The files of a form with the keys to their bytes: for sending, not for a page. */
export async function draftFileRows(desk: Desk, token: string): Promise<DraftFileRow[]> {
  const rows = await select<Pick<DraftFile, 'id' | 'data'>>(
    desk.database,
    'SELECT id, data FROM draft_files WHERE draft_hash = :draftHash ORDER BY id',
    { draftHash: hashOfToken(token) },
  );
  return rows.map(({ id, data }) => ({
    id,
    ...unsealJson<Omit<DraftFileRow, 'id'>>(desk.keyring.deskKey, data),
  }));
}

/** Adds files to an existing form, at most `most` in all. */
export async function addDraftFiles(
  desk: Desk,
  by: By,
  token: string,
  files: IncomingFile[],
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  assertMay(by, 'send-request');
  await inTransaction(desk.database, async () => {
    const row = await rowOf(desk, by, token, 'held');
    if (!row) return;
    const there = await DraftFile.count({ where: { draftHash: row.tokenHash } });
    if (there + files.length > most) throw new RuleViolation('files-too-many', { most }, 'files');
    await insert(
      DraftFile,
      files.map((file) => draftFileOf(desk, row.tokenHash, file)),
    );
    await alter(desk.database, 'UPDATE drafts SET expires_at = $1 WHERE token_hash = $2', [
      end(desk),
      row.tokenHash,
    ]);
  });
}

export async function removeDraftFile(desk: Desk, by: By, token: string, id: number): Promise<void> {
  assertMay(by, 'send-request');
  await inTransaction(desk.database, async () => {
    const row = await rowOf(desk, by, token, 'held'); // not while it is sent
    if (row) await destroyDraftFilesOf(desk, { id, draftHash: row.tokenHash });
  });
}

/**
 * The files of a form in the shape that a request takes: their bytes are not moved. Files stored by older releases
 * bring theirs.
 */
export async function filesToSend(desk: Desk, files: DraftFileRow[]): Promise<IncomingFile[]> {
  const all: IncomingFile[] = [];
  for (const { id, size: _, kept, ...file } of files) {
    if (kept) all.push({ ...file, kept });
    else {
      const { content } = await DraftFile.findByPk(id, { rejectOnEmpty: true });
      all.push({ ...file, content: unseal(desk.keyring.deskKey, content) });
    }
  }
  return all;
}

/** A file of a form as it is stored, with the key to its bytes sealed under the key for forms. */
export function draftFileOf(
  desk: Desk,
  draftHash: string,
  { name, mediaType, mandate, ...file }: IncomingFile,
) {
  const key = desk.keyring.deskKey;
  if ('kept' in file) {
    const data = sealJson(key, { name, mediaType, mandate, size: file.kept.size, kept: file.kept });
    return { draftHash, data, content: Buffer.alloc(0), contentId: file.kept.id };
  }
  const data = sealJson(key, { name, mediaType, mandate, size: file.content.length });
  return { draftHash, data, content: seal(key, file.content), contentId: null };
}

/** Destroys files of forms, and their bytes unless something else points to them. */
export async function destroyDraftFilesOf(desk: Desk, where: WhereOptions<DraftFile>): Promise<void> {
  const rows = await DraftFile.findAll({ where, attributes: ['contentId'], raw: true });
  await DraftFile.destroy({ where });
  await destroyUnheld(
    desk.database,
    rows.map(({ contentId }) => contentId),
  );
}

/** Deletes a form that was sent. */
export const takeDraft = (desk: Desk, token: string): Promise<number> =>
  alter(desk.database, 'DELETE FROM drafts WHERE token_hash = $1', [hashOfToken(token)]);

/** Releases the files of a form that was sent: its requests point to their bytes now. */
export const destroyDraftFiles = (desk: Desk, token: string): Promise<number> =>
  alter(desk.database, 'DELETE FROM draft_files WHERE draft_hash = $1', [hashOfToken(token)]);

/** Destroys the expired forms that were never sent. Returns their number. */
export async function forgetDrafts(desk: Desk, now: Date): Promise<number> {
  return inTransaction(desk.database, async () => {
    const where = { expiresAt: { [Op.lte]: now } }; // somebody may be going on with one at this moment
    const old = await Draft.findAll({ where, attributes: ['tokenHash'], ...ROW_LOCK, skipLocked: true });
    const hashes = old.map(({ tokenHash }) => tokenHash);
    await destroyDraftFilesOf(desk, { draftHash: hashes });
    return Draft.destroy({ where: { tokenHash: hashes } });
  });
}

/**
 * Creates a form, or returns the one that a concurrent click has created. An expired form of the same token is destroyed
 * first.
 */
async function begin(desk: Desk, by: By, token: string) {
  const tokenHash = hashOfToken(token);
  const ranOut = await Draft.destroy({ where: { tokenHash, expiresAt: { [Op.lte]: desk.clock() } } });
  if (ranOut > 0) await destroyDraftFilesOf(desk, { draftHash: tokenHash });
  const formKey = randomBytes(24).toString('base64url');
  await insertOnce(Draft, {
    tokenHash,
    browserHash: hashOfToken(browserOf(token)),
    organisationId: by.organisationId,
    data: sealJson(desk.keyring.deskKey, { answers: {}, formKey, form: formOf(token) } satisfies OpenDraft),
    expiresAt: end(desk),
  });
  return rowOf(desk, by, token, 'held');
}

async function rowOf(desk: Desk, by: By, token: string, held?: 'held') {
  const lock = held && desk.database.getDialect() === 'postgres' ? 'FOR UPDATE' : '';
  const [row] = await select<{ tokenHash: string; data: Buffer }>(
    desk.database,
    `SELECT token_hash AS "tokenHash", data FROM drafts
     WHERE token_hash = :tokenHash AND organisation_id = :organisationId AND expires_at > :now ${lock}`,
    { tokenHash: hashOfToken(token), organisationId: by.organisationId, now: desk.clock() },
  );
  return row;
}

const end = (desk: Desk): Date => new Date(desk.clock().getTime() + HOURS_KEPT * 3_600_000);
