import { Op, type WhereOptions } from 'sequelize';
import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
import { type Undelivered, undeliveredIn } from '../../domain/lifecycle/undelivered.ts';
import { Letter } from '../letter.ts';
import { SubjectRequest } from '../subjectRequest.ts';

/** Whether a letter to the person did not arrive and has not been replaced, as the request's row stores it. */
export async function undeliveredOf(
  request: Pick<SubjectRequest, 'id' | 'submissionId'>,
  { untold }: Pick<FactSheet, 'untold'>,
): Promise<Undelivered | null> {
  const attributes = ['id', 'kind', 'state', 'perhapsTakenAt'];
  const letters = await Letter.findAll({
    where: await toThePerson(request),
    attributes,
    order: ['id'],
    raw: true,
  });
  return undeliveredIn(letters, untold)?.how ?? null;
}

/** Its letters to the person, and the acknowledgement of all requests made together. */
export async function toThePerson({
  id,
  submissionId,
}: Pick<SubjectRequest, 'id' | 'submissionId'>): Promise<WhereOptions<Letter>> {
  const together = await SubjectRequest.findAll({ where: { submissionId }, attributes: ['id'], raw: true });
  const receipts = { requestId: together.map((each) => each.id), kind: 'receipt' };
  return { recipient: 'person', [Op.or]: [{ requestId: id }, receipts] };
}
