import { randomBytes } from 'node:crypto';
import { Op } from 'sequelize';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../attachment/store.ts';
import type { By, Desk } from '../desk.ts';
import { Draft } from '../draft.ts';
import { DraftFile } from '../draftFile.ts';
import { hashOfToken, seal, sealJson, unseal, unsealJson } from '../keyring.ts';
import { inTransaction } from '../transaction.ts';
import type { Answers } from './answers.ts';

/** A form being filled in: its answers, and the key under which it will be sent, once. */
export type OpenDraft = { answers: Answers; formKey: string };
export type DraftFileNote = { id: number; name: string; mediaType: string; size: number };

/** A form is kept this long after its last answer. */
export const HOURS_KEPT = 24;

/** The form that a cookie's token opens in this organisation, unless it has run out. */
export async function readDraft(desk: Desk, by: By, token: string): Promise<OpenDraft | undefined> {
  const row = await rowOf(desk, by, token);
  return row ? unsealJson<OpenDraft>(desk.keyring.deskKey, row.data) : undefined;
}

/** Keeps an answer beside the former ones, in the form of the token or in a new one. Gives the token to go on with. */
export async function saveAnswers(desk: Desk, by: By, token: string, answers: Answers): Promise<string> {
  return inTransaction(desk.database, async () => {
    const row = await rowOf(desk, by, token, 'held');
    if (!row) return begin(desk, by, answers);
    const draft = unsealJson<OpenDraft>(desk.keyring.deskKey, row.data);
    const merged = { ...draft, answers: { ...draft.answers, ...answers } };
    await row.update({ data: sealJson(desk.keyring.deskKey, merged), expiresAt: end(desk) });
    return token;
  });
}

/** The files of a form, without their bytes. */
export async function draftFiles(desk: Desk, token: string): Promise<DraftFileNote[]> {
  const rows = await DraftFile.findAll({
    where: { draftHash: hashOfToken(token) },
    order: ['id'],
    attributes: ['id', 'data'],
  });
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
      await DraftFile.create({
        draftHash: row.tokenHash,
        data: sealJson(key, { name, mediaType, size: content.length }),
        content: seal(key, content),
      });
    }
    await row.update({ expiresAt: end(desk) });
  });
}

export async function removeDraftFile(desk: Desk, token: string, id: number): Promise<void> {
  await inTransaction(desk.database, () =>
    DraftFile.destroy({ where: { id, draftHash: hashOfToken(token) } }),
  );
}

/** The files of a form with their bytes, in the order in which they were added: one at a time, since together they may be large. */
export async function* openDraftFiles(desk: Desk, token: string): AsyncGenerator<IncomingFile> {
  const key = desk.keyring.deskKey;
  const found = await DraftFile.findAll({
    where: { draftHash: hashOfToken(token) },
    order: ['id'],
    attributes: ['id'],
  });
  for (const { id } of found) {
    const row = await DraftFile.findByPk(id, { rejectOnEmpty: true });
    const { name, mediaType } = unsealJson<DraftFileNote>(key, row.data);
    yield { name, mediaType, content: unseal(key, row.content) };
  }
}

/** Takes a form to send it. Gives whether it was there: of two that send it at once, one gets true. */
export const takeDraft = async (token: string): Promise<boolean> =>
  (await Draft.destroy({ where: { tokenHash: hashOfToken(token) } })) === 1;

/** Destroys the files of a form that was taken. */
export const destroyDraftFiles = (token: string): Promise<unknown> =>
  DraftFile.destroy({ where: { draftHash: hashOfToken(token) } });

/** Forgets the forms that were never sent and have run out. Gives how many. */
export async function forgetDrafts(desk: Desk, now: Date): Promise<number> {
  return inTransaction(desk.database, async () => {
    const old = await Draft.findAll({ where: { expiresAt: { [Op.lte]: now } }, attributes: ['tokenHash'] });
    const hashes = old.map(({ tokenHash }) => tokenHash);
    await DraftFile.destroy({ where: { draftHash: hashes } });
    return Draft.destroy({ where: { tokenHash: hashes } });
  });
}

async function begin(desk: Desk, by: By, answers: Answers): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const formKey = randomBytes(24).toString('base64url');
  await Draft.create({
    tokenHash: hashOfToken(token),
    organisationId: by.organisationId,
    data: sealJson(desk.keyring.deskKey, { answers, formKey } satisfies OpenDraft),
    expiresAt: end(desk),
  });
  return token;
}

const rowOf = (desk: Desk, by: By, token: string, held?: 'held'): Promise<Draft | null> =>
  Draft.findOne({
    lock: Boolean(held),
    where: {
      tokenHash: hashOfToken(token),
      organisationId: by.organisationId,
      expiresAt: { [Op.gt]: desk.clock() },
    },
  });

const end = (desk: Desk): Date => new Date(desk.clock().getTime() + HOURS_KEPT * 3_600_000);
