import type { FactSheet } from '../../domain/lifecycle/factSheet.ts';
import { unsealJson } from '../crypto/keyring.ts';
import type { Desk } from '../desk.ts';
import { Fact } from '../fact.ts';
import { keyOf } from '../subjectRequest/sealed.ts';
import type { SubjectRequest } from '../subjectRequest.ts';

const DECIDED = ['answered', 'refused', 'refused-in-part', 'identity-rejected', 'rest-ended'] as const;

/** A decision about a request that the person was told of: when, by which ground of law, and the facts. */
export type ToldDecision = {
  name: (typeof DECIDED)[number];
  at: Date;
  ground: string;
  reason: string;
  isRest: boolean;
};

/** The effective decisions, oldest first; not one whose letter came back (Art. 12(3), 12(4): the person is told). */
export async function decidedOn(
  desk: Desk,
  request: SubjectRequest,
  sheet: FactSheet,
): Promise<ToldDecision[]> {
  const where = { requestId: request.id, name: [...DECIDED], undoneAt: null };
  const back = sheet.returned.map(({ letterId }) => letterId);
  const facts = await Fact.findAll({ where, order: ['at', 'id'] });
  return facts
    .filter(({ letterId }) => letterId === null || !back.includes(letterId))
    .map(({ name, at, about, detail }) => {
      const words = detail
        ? unsealJson<{ reason?: string; completes?: string }>(keyOf(desk, request), detail)
        : {};
      const { reason = '', completes } = words;
      return {
        name: name as ToldDecision['name'],
        at,
        ground: about ?? '',
        reason,
        isRest: Boolean(completes),
      };
    });
}
