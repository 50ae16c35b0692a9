import {
  CRITERIA,
  type Criterion,
  criteriaNamedIn,
  isSameAnswer,
  type PolicyRow,
  type Situation,
} from './situation.ts';

/**
 * The policy of a request: the first row, in the organisation's order, whose conditions all fit. What the row names is what
 * decided. With "Switzerland: fadp-ch" before "all: gdpr-eu", somebody in Geneva has fadp-ch because of their residence; somebody
 * in Lyon, or of whom nothing is known, gdpr-eu. docs/law.md#several-policies
 */
export function choosePolicy<Row extends PolicyRow>(rows: readonly Row[], situation: Situation): Row {
  const row = rows.find(({ appliesTo }) =>
    criteriaNamedIn(appliesTo).every((criterion) => isSameAnswer(appliesTo[criterion], situation[criterion])),
  );
  if (!row) throw new Error('No policy of the organisation applies to every request');
  return row;
}

/**
 * The rows that can still decide after some answers, up to the first row that is certain to apply. An empty answer fits no row that
 * asks for it.
 */
export function possibleRows<Row extends PolicyRow>(rows: readonly Row[], answered: Situation): Row[] {
  const possible: Row[] = [];
  for (const row of rows) {
    const named = criteriaNamedIn(row.appliesTo);
    const open = named.filter((criterion) => answered[criterion] === undefined);
    const fits = named.every(
      (criterion) => open.includes(criterion) || isSameAnswer(row.appliesTo[criterion], answered[criterion]),
    );
    if (fits) possible.push(row);
    if (fits && open.length === 0) break;
  }
  return possible;
}

/**
 * The questions whose answers decide, in the order in which the rows need them. Residence is not asked where it can no longer change
 * the policy. A question without an answer yet is taken to fit no row, so the list may still grow.
 */
export function criteriaAsked(rows: readonly PolicyRow[], answered: Situation): Criterion[] {
  const asked: Criterion[] = [];
  const known: Situation = {};
  for (;;) {
    const next = criterionOpen(rows, known);
    if (!next) return asked;
    asked.push(next);
    known[next] = answered[next] ?? '';
  }
}

function criterionOpen(rows: readonly PolicyRow[], known: Situation): Criterion | undefined {
  const possible = possibleRows(rows, known);
  if (new Set(possible.map(({ policy }) => policy)).size < 2) return undefined;
  return possible
    .flatMap(({ appliesTo }) => criteriaNamedIn(appliesTo))
    .find((one) => known[one] === undefined);
}

/** Every criterion that some row names, for a form that asks them all at once; none where all rows have the same policy. */
export function criteriaNamed(rows: readonly PolicyRow[]): Criterion[] {
  if (new Set(rows.map(({ policy }) => policy)).size < 2) return [];
  return CRITERIA.filter((criterion) => rows.some(({ appliesTo }) => appliesTo[criterion] !== undefined));
}

/** The answers to the questions that are asked, without empty ones: what is stored with the request. */
export function situationAsked(rows: readonly PolicyRow[], answered: Situation): Situation {
  const given = criteriaAsked(rows, answered).filter((criterion) => answered[criterion]);
  return Object.fromEntries(given.map((criterion) => [criterion, answered[criterion]]));
}
