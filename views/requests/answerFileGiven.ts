import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { SeenFile } from '../../models/answerDraft/asItLeaves.ts';
import type { PreparedFile } from '../../models/answerDraft/files.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { NamedSystem } from './answerFileDescription.ts';

/** What the page of one file of an answer is made from. */
export type AnswerFileGiven = {
  page: RequestPage;
  file: PreparedFile;
  /** What is seen of it as it would leave. */
  seen: SeenFile;
  /** The systems that a file may come from. */
  systems: readonly NamedSystem[];
  /** What was typed, to be removed or of the file itself, and is not saved. */
  typed?: Record<string, string>;
  fault?: RuleViolation;
};
