import type { Language } from '../../domain/lifecycle/vocabulary.ts';
import type { DeadlineRow } from '../deadline.ts';
import { Organisation } from '../organisation.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import { User } from '../user.ts';

/** A letter to staff that should exist. `ledgerKey` makes it one: (deadline, its due moment, step, recipient), or (recipient, day). */
export type Plan = {
  kind: 'reminder' | 'escalation' | 'overdue-digest';
  organisationId: number;
  requestId: number | null;
  reference: string | null;
  deadlineId: number | null;
  clock: string | null;
  dueMoment: Date | null;
  step: string;
  recipient: string;
  ledgerKey: string;
};

/** The plan of one step of one clock for one recipient. A clock that moves gets new steps: its due moment is in the key. */
export function planned(
  kind: 'reminder' | 'escalation',
  request: SubjectRequest,
  row: DeadlineRow,
  step: string,
  recipient: string,
): Plan {
  const { organisationId, id: requestId, reference } = request;
  return {
    kind,
    organisationId,
    requestId,
    reference,
    deadlineId: row.id,
    clock: row.clock,
    dueMoment: row.lateAt,
    step,
    recipient,
    ledgerKey: `${kind}:${row.id}:${row.lateAt?.toISOString()}:${step}:${recipient}`,
  };
}

/** The language of a letter to staff: the user's own, else the organisation's first. */
export async function languageOf(recipient: string, organisationId: number): Promise<Language> {
  if (recipient.startsWith('user:')) {
    const user = await User.findByPk(Number(recipient.slice('user:'.length)));
    if (user?.language === 'fr' || user?.language === 'en') return user.language;
  }
  const organisation = await Organisation.findByPk(organisationId, { rejectOnEmpty: true });
  return organisation.languages.split(',')[0] === 'fr' ? 'fr' : 'en';
}
