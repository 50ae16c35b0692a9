import { randomBytes } from 'node:crypto';
import { assertMay } from '../../domain/permissions.ts';
import type { IncomingFile } from '../attachment/store.ts';
import { hashOfToken, sealJson, unsealJson } from '../crypto/keyring.ts';
import { insert } from '../database/insert.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Draft } from '../draft.ts';
import { DraftFile } from '../draftFile.ts';
import { draftFileOf, draftFiles } from './drafts.ts';

/** A form that was sent after its session had expired: its address, and each field with its values. */
type TypedForm = { address: string; fields: [name: string, text: string][] };

/** Minutes to log in again. */
const MINUTES_KEPT = 30;

/** Stores the typed form, sealed, with its files. Returns the token that fetches it after log-in. */
export async function keepTyped(
  desk: Desk,
  by: By,
  typed: TypedForm,
  files: readonly IncomingFile[],
): Promise<string> {
  assertMay(by, 'keep-typed');
  const token = randomBytes(24).toString('base64url');
  const draftHash = hashOfToken(token);
  const expiresAt = new Date(desk.clock().getTime() + MINUTES_KEPT * 60_000);
  await inTransaction(desk.database, async () => {
    const data = sealJson(desk.keyring.deskKey, typed);
    await Draft.create({ tokenHash: draftHash, organisationId: by.organisationId, data, expiresAt });
    await insert(
      DraftFile,
      files.map((file) => draftFileOf(desk, draftHash, file)),
    );
  });
  return token;
}

/** The form stored under a token in this organisation, with the names of its files; undefined once it has expired. */
export async function typedOf(
  desk: Desk,
  by: By,
  token: string,
): Promise<(TypedForm & { files: string[] }) | undefined> {
  const where = { tokenHash: hashOfToken(token), organisationId: by.organisationId };
  const draft = await Draft.findOne({ where });
  if (!draft || draft.expiresAt <= desk.clock()) return undefined;
  const typed = unsealJson<Partial<TypedForm>>(desk.keyring.deskKey, draft.data);
  if (typed.address === undefined || typed.fields === undefined) return undefined; // a form of another kind
  const { address, fields } = typed;
  return { address, fields, files: (await draftFiles(desk, token)).map(({ name }) => name) };
}
