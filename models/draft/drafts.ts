import { randomBytes } from 'node:crypto';
import { Op } from 'sequelize';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../attachment/store.ts';
import type { By, Desk } from '../desk.ts';
import { Draft } from '../draft.ts';
import { DraftFile } from '../draftFile.ts';
import { HELD } from '../held.ts';
import { hashOfToken, seal, sealJson, unseal, unsealJson } from '../keyring.ts';
import { read } from '../read.ts';
import { inTransaction } from '../transaction.ts';
import { alter, insert } from '../write.ts';
import type { Answers } from './answers.ts';

/** A form being filled in: its answers, and the key under which it will be sent, once. */
export type OpenDraft = { answers: Answers; formKey: string };
export type DraftFileNote = { id: number; name: string; mediaType: string; size: number };

/** A form is kept this long after its last answer. */
export const HOURS_KEPT = 24;

/** The form that a cookie's token opens in this organisation, unless it has run out. */
export async function readDraft(
  desk: Desk,
  by: By,
  token: string,
  held?: 'held',
): Promise<OpenDraft | undefined> {
  const row = await rowOf(desk, by, token, held);
  return row ? unsealJson<OpenDraft>(desk.keyring.deskKey, row.data) : undefined;
}

/** Keeps an answer beside the former ones, in the form of the token or in a new one. Gives the token to go on with. */
export async function saveAnswers(desk: Desk, by: By, token: string, answers: Answers): Promise<string> {
  return inTransaction(desk.database, async () => {
    const row = await rowOf(desk, by, token, 'held');
    if (!row) return begin(desk, by, answers);
    const draft = unsealJson<OpenDraft>(desk.keyring.deskKey, row.data);
    const merged = { ...draft, answers: { ...draft.answers, ...answers } };
    await alter(desk.database, 'UPDATE drafts SET data = $1, expires_at = $2 WHERE token_hash = $3', [
      sealJson(desk.keyring.deskKey, merged),
      end(desk),
      row.tokenHash,
    ]);
    return token;
  });
}

/** The files of a form, without their bytes. */
export async function draftFiles(desk: Desk, token: string): Promise<DraftFileNote[]> {
  const rows = await read<Pick<DraftFile, 'id' | 'data'>>(
    desk.database,
    'SELECT id, data FROM draft_files WHERE draft_hash = :draftHash ORDER BY id',
    { draftHash: hashOfToken(token) },
  );
  return rows.map(({ id, data }) => ({
    id,
    ...unsealJson<Omit<DraftFileNote, 'id'>>(desk.keyring.deskKey, data),
  }));
}

/** Adds files to a form that is there, `most` with those it has. */
export async function addDraftFiles(
  desk: Desk,
  by: By,
  token: string,
  files: IncomingFile[],
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  const key = desk.keyring.deskKey;
  await inTransaction(desk.database, async () => {
    const row = await rowOf(desk, by, token, 'held');
    if (!row) return;
    const there = await DraftFile.count({ where: { draftHash: row.tokenHash } });
    if (there + files.length > most) throw new RuleViolation('files-too-many', { most }, 'files');
    for (const { name, mediaType, content } of files) {
      const data = sealJson(key, { name, mediaType, size: content.length });
      await insert(DraftFile, [{ draftHash: row.tokenHash, data, content: seal(key, content) }]);
    }
    await alter(desk.database, 'UPDATE drafts SET expires_at = $1 WHERE token_hash = $2', [
      end(desk),
      row.tokenHash,
    ]);
  });
}

export async function removeDraftFile(desk: Desk, by: By, token: string, id: number): Promise<void> {
  await inTransaction(desk.database, async () => {
    const row = await rowOf(desk, by, token, 'held'); // not while it is sent
    if (row) await DraftFile.destroy({ where: { id, draftHash: row.tokenHash } });
  });
}

/** The files of a form with their bytes: one at a time, since together they may be large. */
export async function* openDraftFiles(desk: Desk, files: DraftFileNote[]): AsyncGenerator<IncomingFile> {
  for (const { id, name, mediaType } of files) {
    const { content } = await DraftFile.findByPk(id, { rejectOnEmpty: true });
    yield { name, mediaType, content: unseal(desk.keyring.deskKey, content) };
  }
}

/** Takes a form that is sent. */
export const takeDraft = (desk: Desk, token: string): Promise<number> =>
  alter(desk.database, 'DELETE FROM drafts WHERE token_hash = $1', [hashOfToken(token)]);

/** Destroys the files of a form that was taken. */
export const destroyDraftFiles = (desk: Desk, token: string): Promise<number> =>
  alter(desk.database, 'DELETE FROM draft_files WHERE draft_hash = $1', [hashOfToken(token)]);

/** Forgets the forms that were never sent and have run out. Gives how many. */
export async function forgetDrafts(desk: Desk, now: Date): Promise<number> {
  return inTransaction(desk.database, async () => {
    const where = { expiresAt: { [Op.lte]: now } }; // somebody may be going on with one at this moment
    const old = await Draft.findAll({ where, attributes: ['tokenHash'], ...HELD, skipLocked: true });
    const hashes = old.map(({ tokenHash }) => tokenHash);
    await DraftFile.destroy({ where: { draftHash: hashes } });
    return Draft.destroy({ where: { tokenHash: hashes } });
  });
}

async function begin(desk: Desk, by: By, answers: Answers): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const formKey = randomBytes(24).toString('base64url');
  await insert(Draft, [
    {
      tokenHash: hashOfToken(token),
      organisationId: by.organisationId,
      data: sealJson(desk.keyring.deskKey, { answers, formKey } satisfies OpenDraft),
      expiresAt: end(desk),
    },
  ]);
  return token;
}

async function rowOf(desk: Desk, by: By, token: string, held?: 'held') {
  const lock = held && desk.database.getDialect() === 'postgres' ? 'FOR UPDATE' : '';
  const [row] = await read<{ tokenHash: string; data: Buffer }>(
    desk.database,
    `SELECT token_hash AS "tokenHash", data FROM drafts
     WHERE token_hash = :tokenHash AND organisation_id = :organisationId AND expires_at > :now ${lock}`,
    { tokenHash: hashOfToken(token), organisationId: by.organisationId, now: desk.clock() },
  );
  return row;
}

const end = (desk: Desk): Date => new Date(desk.clock().getTime() + HOURS_KEPT * 3_600_000);
