import { assertMay } from '../../domain/permissions.ts';
import { hashOfToken, unsealJson } from '../crypto/keyring.ts';
import { ROW_LOCK } from '../database/locks.ts';
import { momentFromColumn, select } from '../database/select.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Draft } from '../draft.ts';
import { DraftFile } from '../draftFile.ts';
import { destroyUnheld } from '../fileContent/destroy.ts';
import { HOURS_KEPT, type OpenDraft } from './drafts.ts';

/** A form that was begun and not sent. */
export type BegunForm = { form: string; at: Date };

/** The forms that a browser has begun in this organisation, the latest first, with the time of the last change. */
export async function formsBegun(desk: Desk, by: By, browser: string): Promise<BegunForm[]> {
  if (!browser) return [];
  const rows = await select<{ data: Buffer; expiresAt: Date }>(
    desk.database,
    `SELECT data, expires_at AS "expiresAt" FROM drafts
     WHERE browser_hash = :browserHash AND organisation_id = :organisationId AND expires_at > :now ORDER BY expires_at DESC`,
    { browserHash: hashOfToken(browser), organisationId: by.organisationId, now: desk.clock() },
  );
  return rows.map(({ data, expiresAt }) => ({
    form: unsealJson<OpenDraft>(desk.keyring.deskKey, data).form,
    at: new Date(momentFromColumn(expiresAt).getTime() - HOURS_KEPT * 3_600_000),
  }));
}

/** Destroys an unsent form with its files. */
export const destroyForm = (desk: Desk, by: By, token: string): Promise<void> =>
  destroy(desk, by, { tokenHash: hashOfToken(token) });

/** Destroys every form that a browser has begun in this organisation. */
export const destroyFormsOf = (desk: Desk, by: By, browser: string): Promise<void> =>
  destroy(desk, by, { browserHash: hashOfToken(browser) });

/** Destroys the files after the form, so that nobody waits for them. */
async function destroy(desk: Desk, by: By, which: { tokenHash: string } | { browserHash: string }) {
  assertMay(by, 'send-request');
  const contents = await inTransaction(desk.database, async () => {
    const where = { ...which, organisationId: by.organisationId };
    const hashes = (await Draft.findAll({ where, attributes: ['tokenHash'], ...ROW_LOCK })).map(
      ({ tokenHash }) => tokenHash, // not while it is sent
    );
    const files = await DraftFile.findAll({
      where: { draftHash: hashes },
      attributes: ['contentId'],
      raw: true,
    });
    await DraftFile.destroy({ where: { draftHash: hashes } });
    await Draft.destroy({ where: { tokenHash: hashes } });
    return files.map(({ contentId }) => contentId);
  });
  await destroyUnheld(desk.database, contents);
}
