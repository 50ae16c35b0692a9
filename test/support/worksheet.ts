import type { Worksheet } from '../../domain/lifecycle/worksheet.ts';

/** A worksheet with an answer to every question, by two people. */
export const COMPLETE_WORKSHEET: Worksheet = {
  case: 'abusive',
  history: 'The first request. Nothing was asked before.',
  historyEvidence: 'Search of the mailbox, 2 March 2026',
  misuse: 'The newsletter was ordered and the claim for damages drafted on the same day.',
  misuseEvidence: 'Order 17, draft claim received by mistake',
  intent: 'In a letter the person names the sum that each request brings.',
  intentEvidence: 'Letter of 1 March 2026',
  otherwise: 'Curiosity: ruled out by the letter.',
  otherwiseEvidence: 'Letter of 1 March 2026',
  milder: 'We asked which data are meant; there was no answer.',
  milderEvidence: 'Our question of 2 March 2026',
  decidedBy: 'Ines Kaya, data protection officer',
  checkedBy: 'Tom Berg, legal department',
  letter: 'You wrote to us that you ask in order to be paid.',
};
