import type { Law } from '../policies/law.ts';
import type { Right } from '../rights.ts';
import { categoriesNamed, eachSays, inEveryLetter, isHeld } from './access.ts';
import { copied, copyGiven, done, erased, recipientsTold } from './acts.ts';
import type { Evidence } from './evidence.ts';
import type { RequirementFinding } from './finding.ts';
import { goesOn, kept } from './kept.ts';
import { machineReadable } from './portability.ts';
import { recipientsNamed } from './recipients.ts';
import type { RequirementId } from './requirementIds.ts';
import { stated } from './statement.ts';
import { transfersProtected } from './transfers.ts';
import { isFormulaOfPeriod, isFormulaOfSource } from './vague.ts';

/** One thing that the answer to a right must contain: its article, and how it is seen whether it is there. */
export type Requirement = {
  id: RequirementId;
  article: string;
  check: (evidence: Evidence) => RequirementFinding;
};

const requirement = (id: RequirementId, article: string, check: Requirement['check']): Requirement => ({
  id,
  article,
  check,
});

const TOLD = requirement('told', 'Art. 19', recipientsTold);

/** What an answer must contain, by right, with the passage that gives the right. Instructions for after death are national law. */
const ANSWERS: Partial<Record<Right, { passage: string; requirements: readonly Requirement[] }>> = {
  access: {
    passage: 'Art. 15',
    requirements: [
      requirement('held', 'Art. 15(1)', isHeld),
      requirement('purposes', 'Art. 15(1)(a)', eachSays('purpose', { nothing: 'purpose-missing' })),
      requirement('categories', 'Art. 15(1)(b)', categoriesNamed),
      requirement('recipients', 'Art. 15(1)(c)', recipientsNamed),
      requirement(
        'periods',
        'Art. 15(1)(d)',
        eachSays('retention', {
          nothing: 'period-missing',
          formula: 'period-formula',
          isFormula: isFormulaOfPeriod,
        }),
      ),
      requirement('rights', 'Art. 15(1)(e)', inEveryLetter),
      requirement('complaint', 'Art. 15(1)(f)', inEveryLetter),
      requirement(
        'sources',
        'Art. 15(1)(g)',
        eachSays('source', {
          nothing: 'source-missing',
          formula: 'source-formula',
          isFormula: isFormulaOfSource,
        }),
      ),
      requirement('automated-decisions', 'Art. 15(1)(h)', stated('automated-decisions')),
      requirement('transfers', 'Art. 15(2)', transfersProtected),
      requirement('copy', 'Art. 15(3)', copyGiven),
    ],
  },
  rectification: {
    passage: 'Art. 16',
    requirements: [requirement('corrected', 'Art. 16', done('corrected')), TOLD],
  },
  erasure: {
    passage: 'Art. 17',
    requirements: [
      requirement('erased', 'Art. 17(1)', erased),
      requirement('kept', 'Art. 17(3)', kept),
      TOLD,
    ],
  },
  restriction: {
    passage: 'Art. 18',
    requirements: [requirement('restricted', 'Art. 18(1)', done('restricted')), TOLD],
  },
  portability: {
    passage: 'Art. 20',
    requirements: [
      requirement('portable-data', 'Art. 20(1)', stated('portable-data')),
      requirement('portable-copy', 'Art. 20(1)', copied('portable-copy')),
      requirement('portable-format', 'Art. 20(1)', machineReadable),
    ],
  },
  objection: {
    passage: 'Art. 21(1)',
    requirements: [
      requirement('stopped', 'Art. 21(1)', done('stopped', 'compelling-grounds')),
      requirement('compelling-grounds', 'Art. 21(1)', goesOn),
    ],
  },
  'marketing-objection': {
    passage: 'Art. 21(2)',
    requirements: [requirement('marketing-stopped', 'Art. 21(3)', done('marketing-stopped'))],
  },
  'consent-withdrawal': {
    passage: 'Art. 7(3)',
    requirements: [requirement('consent-ended', 'Art. 7(3)', done('consent-ended'))],
  },
  'automated-decision': {
    passage: 'Art. 22',
    requirements: [requirement('looked-again', 'Art. 22(3)', stated('looked-again'))],
  },
};

/** What the answer to a right must contain under a law; undefined where that law gives the right by another passage than the GDPR. */
export function requirementsOf(
  { rights }: Pick<Law, 'rights'>,
  right: Right,
): readonly Requirement[] | undefined {
  const listed = ANSWERS[right];
  return listed && rights[right] === listed.passage ? listed.requirements : undefined;
}
