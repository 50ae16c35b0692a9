import type { Particulars } from '../intake/particulars.ts';
import type { Right } from '../rights.ts';
import { type TaskKind, taskKindFor } from './task.ts';

/**
 * What of a request whoever acts in a system must know, by right: what is wrong and what is right, which data, which use. Not the reasons of
 * the person, nor to whom the data are to go (Art. 5(1)(c)).
 */
const TOLD: Partial<Record<Right, readonly string[]>> = {
  access: ['which'],
  rectification: ['wrong', 'right'],
  erasure: ['which'],
  restriction: ['which'],
  portability: ['which'],
  objection: ['processing'],
  'marketing-objection': ['ways'],
  'consent-withdrawal': ['consent'],
};

/** What the person named that a task is about: its owner reads it. Empty where they named nothing, or want all of it. */
export function namedIn(kind: TaskKind, right: Right, given: Particulars = {}): Particulars {
  if (kind !== 'tell-recipient' && kind !== taskKindFor(right, 'own')) return {};
  if (given.extent === 'all') return {};
  return Object.fromEntries(
    (TOLD[right] ?? []).flatMap((name) => (given[name] ? [[name, given[name]]] : [])),
  );
}

/** Rights whose effect a recipient is told of: each has its own words (Art. 19). */
const TOLD_OF = ['rectification', 'erasure', 'restriction'] as const satisfies readonly Right[];

/** How the desk words a task. */
export type TaskWording =
  | TaskKind
  | `${'find' | 'delete' | 'restrict' | 'stop'}-named`
  | `tell-recipient-${(typeof TOLD_OF)[number]}`
  | `tell-recipient-${'erasure' | 'restriction'}-named`;

/**
 * How the desk words a task where nobody else has: whoever is to delete some data reads *what is named below, and nothing else*, and not
 * *everything*; whoever tells a recipient reads what was done.
 */
export function wordingOf(kind: TaskKind, right: Right, given: Particulars | undefined): TaskWording {
  const isNamed = Object.keys(namedIn(kind, right, given)).length > 0;
  switch (kind) {
    case 'tell-recipient': {
      const of = TOLD_OF.find((one) => one === right);
      if (!of) return kind;
      return isNamed && of !== 'rectification' ? `${kind}-${of}-named` : `${kind}-${of}`;
    }
    case 'find':
    case 'delete':
    case 'restrict':
    case 'stop':
      return isNamed ? `${kind}-named` : kind;
    case 'correct':
    case 'backups':
      return kind;
  }
}

/**
 * Whether nobody has said yet what a task is about: something is to be corrected, or some data deleted, and the person named nothing. The DPO says
 * it before it goes out.
 */
export const isUnsaid = (kind: TaskKind, right: Right, given: Particulars = {}): boolean =>
  isOfPart(kind, right, given) && Object.keys(namedIn(kind, right, given)).length === 0;

/** Whether a task is about something that must be named: what is wrong, or which of the data. */
function isOfPart(kind: TaskKind, right: Right, { extent }: Particulars): boolean {
  if (kind === 'correct') return true;
  if (kind === 'delete') return right === 'erasure' && extent === 'some';
  return (
    kind === 'tell-recipient' && (right === 'rectification' || (right === 'erasure' && extent === 'some'))
  );
}
