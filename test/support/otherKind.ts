import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { hashOfToken } from '../../models/crypto/keyring.ts';
import { inTransaction } from '../../models/database/transaction.ts';
import type { Desk } from '../../models/desk.ts';
import { recordPostedLetter } from '../../models/letter/queue.ts';
import { newReference } from '../../models/subjectRequest/reference.ts';
import { keyOf } from '../../models/subjectRequest/sealed.ts';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { statusTokenOf } from '../../models/submission/links.ts';
import { Submission } from '../../models/submission.ts';

/**
 * Beside a request a matter of another kind with the same in every column, dates included, which is the worst that may stand there: the
 * same person, number, status and words. It has a submission of its own, as every matter.
 */
export async function breachLike(desk: Desk, request: SubjectRequest) {
  const formKey = randomUUID();
  const statusToken = statusTokenOf(desk, formKey);
  const { id: submissionId } = await Submission.create({
    organisationId: request.organisationId,
    formKey,
    statusTokenHash: hashOfToken(statusToken),
    createdAt: desk.clock(),
  });
  const reference = newReference();
  const changed = { reference: ':reference', kind: "'breach'", submission_id: ':submissionId' };
  await copyOf(desk, 'subject_requests', 'id = :id', changed, { id: request.id, reference, submissionId });
  const { id } = await SubjectRequest.findOne({ where: { reference }, rejectOnEmpty: true });
  await copyOf(desk, 'deadlines', 'request_id = :of', { request_id: ':id' }, { of: request.id, id });
  return { id, reference, formKey, statusToken, organisationId: request.organisationId };
}

/** A letter about it that went by post. */
export async function letterAbout(
  desk: Desk,
  { id, organisationId }: { id: number; organisationId: number },
) {
  const key = keyOf(desk, await SubjectRequest.findByPk(id, { rejectOnEmpty: true }));
  const who = { organisationId, requestId: id, recipient: 'person', language: 'en' as const };
  const order = { ...who, kind: 'message' as const, data: {} };
  return { key, letter: (await recordPostedLetter(key, order, desk.clock(), desk.clock())).id };
}

/** Copies rows with some columns changed; a plain statement, since no code of the desk writes such rows yet. */
async function copyOf(desk: Desk, table: string, where: string, changed: object, replacements: object) {
  const { database } = desk;
  const known = await database.query<Record<string, unknown>>(`SELECT * FROM ${table} LIMIT 1`, {
    type: QueryTypes.SELECT,
  });
  const columns = Object.keys(known[0] ?? {}).filter((name) => name !== 'id');
  const given = { ...Object.fromEntries(columns.map((name) => [name, `"${name}"`])), ...changed };
  const names = columns.map((name) => `"${name}"`);
  await inTransaction(database, () =>
    database.query(
      `INSERT INTO ${table} (${names}) SELECT ${names.map((name) => given[name.slice(1, -1) as never])} FROM ${table} WHERE ${where}`,
      { replacements: { ...replacements } },
    ),
  );
}
