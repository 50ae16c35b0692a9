import { assertSound, openIn, WORKSHEET_FIELDS, type Worksheet } from '../../domain/lifecycle/worksheet.ts';
import { keyedDigest, sealJson, unsealJson } from '../crypto/keyring.ts';
import type { By, Desk } from '../desk.ts';
import { WorksheetRow } from '../worksheet.ts';
import { change, type Target } from './change.ts';
import type { Change } from './changeTools.ts';

/** A worksheet as it was saved last: which version of it, and what it says. */
export type SavedWorksheet = { version: number; sheet: Worksheet };

/**
 * Saves the worksheet of a request, complete or not, beside its earlier versions. It is closed with the refusal: whoever may no longer
 * refuse cannot change what the refusal rests on. The log has its digest. Throws what `assertSound` throws.
 */
export function saveWorksheet(desk: Desk, by: By, target: Target, given: Worksheet): Promise<void> {
  return change(desk, by, target, 'refuse', async (it) => {
    const said = WORKSHEET_FIELDS.flatMap((field) => {
      const words = given[field]?.trim();
      return words ? [[field, words] as const] : [];
    });
    const sheet: Worksheet = Object.fromEntries(said);
    assertSound(sheet, it.request.receivedOn);
    const version = ((await worksheetIn(it))?.version ?? 0) + 1;
    await WorksheetRow.create({
      requestId: it.request.id,
      version,
      content: sealJson(it.key, sheet),
      savedBy: by.actor,
      savedAt: it.now,
    });
    const digest = keyedDigest(it.key, JSON.stringify(sheet));
    it.tell('worksheet-saved', { version, open: openIn(sheet).length, digest });
  });
}

/** The worksheet of a request during an act, as it was saved last. */
export async function worksheetIn({
  request,
  key,
}: Pick<Change, 'request' | 'key'>): Promise<SavedWorksheet | undefined> {
  const row = await WorksheetRow.findOne({ where: { requestId: request.id }, order: [['version', 'DESC']] });
  return row ? { version: row.version, sheet: unsealJson<Worksheet>(key, row.content) } : undefined;
}
