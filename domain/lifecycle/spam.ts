import type { RecordedFact } from './recordedFact.ts';
import type { FactName } from './vocabulary.ts';

/** What shows that a request is somebody's, or that the desk dealt with it as with one. */
const SOMEBODYS: readonly FactName[] = [
  'mailbox-confirmed',
  'identity-confirmed',
  'answered',
  'refused',
  'refused-in-part',
  'fulfilled',
];

/**
 * Whether a request may be marked as spam: nobody confirmed its mailbox or who they are, and nothing was answered, refused or done. It is no
 * refusal under Art. 12(5): that is owed to a person, with its ground, and this says that no person asked. So it needs a reason, stays in the
 * log, and falls by itself once somebody opens the link in the mailbox. docs/law.md#spam
 */
export const mayBeSpam = (recorded: readonly Pick<RecordedFact, 'name'>[]): boolean =>
  !recorded.some(({ name }) => SOMEBODYS.includes(name));
