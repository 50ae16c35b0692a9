import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { PreparedFile } from '../../models/answerDraft/files.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';

/** What the page of one file of an answer is made from. */
export type AnswerFileGiven = {
  page: RequestPage;
  file: PreparedFile;
  pages: readonly string[];
  /** What was typed to be removed and is not saved. */
  typed?: Record<string, string>;
  fault?: RuleViolation;
};
