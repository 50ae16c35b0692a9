import { select } from '../database/select.ts';
import type { By, Desk } from '../desk.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { Submission } from '../submission.ts';
import { statusTokenOf } from './links.ts';

export type Received = { submission: Submission; requests: SubjectRequest[]; statusToken: string };

/** What a form key made in this organisation, if anything. */
export async function submissionOf(desk: Desk, by: By, formKey: string): Promise<Received | undefined> {
  const [found] = await select<{ id: number }>(
    desk.database,
    'SELECT id FROM submissions WHERE form_key = :formKey AND organisation_id = :organisationId',
    { formKey, organisationId: by.organisationId },
  );
  if (!found) return undefined; // which it mostly is, and then one plain statement is all
  const submission = await Submission.findByPk(found.id);
  if (!submission) return undefined;
  const requests = await SubjectRequest.findAll({ where: { submissionId: submission.id }, order: ['id'] });
  return { submission, requests, statusToken: statusTokenOf(desk, formKey, submission.mailboxChanges) };
}
