import { localDate } from '../../domain/calendar/zone.ts';
import { categoryIds } from '../../domain/policies/categories.ts';
import { beginsOn } from '../../domain/policies/inEffect.ts';
import { orderFaults, placeFor, rowFaults } from '../../domain/policies/listFaults.ts';
import {
  CRITERIA,
  criteriaNamedIn,
  type PolicyRow,
  type Situation,
} from '../../domain/policies/situation.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { By, Desk } from '../desk.ts';
import { OrganisationPolicy } from '../organisationPolicy.ts';
import { categoriesOf } from './categories.ts';
import { editSettings } from './edit.ts';
import { isKnownPolicy } from './faults.ts';
import { policiesOf, policyForAll, roleOfPolicy } from './policies.ts';
import { notePolicyChange } from './policyChanges.ts';

/** A policy and its conditions as a form gives them; an empty field is no condition. */
export type RowFields = { policy: string; calendar?: string } & Record<keyof Required<Situation>, string>;
/** A row of the list; a new one has no id yet. */
type PolicyListRow = PolicyRow & { id?: number };

/**
 * Adds a policy to the organisation's list, before the first row that would leave no request for it. New requests count by the
 * list at once; open ones move only through `applyPresentBasis`. The same goes for the changes below. Each throws
 * `settings-changed` if the list changed since `version`, and the faults of the row or the order.
 */
export const addPolicy = (desk: Desk, by: By, version: number, fields: RowFields): Promise<void> =>
  editList(desk, by, version, (rows) => {
    const row = rowFrom(desk, fields);
    if (criteriaNamedIn(row.appliesTo).length === 0)
      throw new RuleViolation('criteria-missing', {}, 'residence');
    return rows.toSpliced(placeFor(rows, row), 0, row);
  });

/** Changes a row of the list. The row for all requests stays so. */
export const changePolicy = (
  desk: Desk,
  by: By,
  version: number,
  id: number,
  fields: RowFields,
): Promise<void> =>
  editList(desk, by, version, (rows) => {
    const place = placeOf(rows, id);
    return rows.with(place, { ...rowFrom(desk, fields), id });
  });

export const MOVES = ['up', 'down'] as const;

/** Moves a row up or down by one. */
export const movePolicy = (
  desk: Desk,
  by: By,
  version: number,
  id: number,
  where: (typeof MOVES)[number],
): Promise<void> =>
  editList(desk, by, version, (rows) => {
    const place = placeOf(rows, id);
    const next = where === 'up' ? place - 1 : place + 1;
    const other = rows[next];
    return other ? rows.with(next, rows[place] as PolicyListRow).with(place, other) : rows;
  });

/** Removes a row from the list. */
export const removePolicy = (desk: Desk, by: By, version: number, id: number): Promise<void> =>
  editList(desk, by, version, (rows) => rows.toSpliced(placeOf(rows, id), 1));

function editList(
  desk: Desk,
  by: By,
  version: number,
  edit: (rows: PolicyListRow[]) => PolicyListRow[],
): Promise<void> {
  return editSettings(desk, by, version, async (organisation) => {
    const before: PolicyListRow[] = await policiesOf(desk, by);
    const rows = edit(before);
    return async () => {
      const ids = categoryIds(categoriesOf(organisation), desk.packs);
      const context = {
        isPolicy: (ref: string) => isKnownPolicy(desk.packs, ref),
        beginsOn: (ref: string) => beginsOn(desk.packs, ref, localDate(desk.clock(), organisation.zone)),
        isCategory: (id: string) => ids.includes(id),
      };
      const changed = rows.filter((row) => !before.includes(row));
      const [fault] = [...changed.flatMap((row) => rowFaults(row, context)), ...orderFaults(rows)];
      if (fault) throw fault;
      await write(by, before, rows);
      await notePolicyChange(desk, by, before, rows);
      return { formerPolicy: policyForAll(rows) };
    };
  });
}

async function write({ organisationId }: By, before: PolicyListRow[], rows: PolicyListRow[]): Promise<void> {
  const gone = before.filter(({ id }) => !rows.some((row) => row.id === id)).map(({ id }) => id as number);
  if (gone.length > 0) await OrganisationPolicy.destroy({ where: { organisationId, id: gone } });
  for (const [place, { id, policy, role, appliesTo, calendar = null }] of rows.entries()) {
    const columns = { policy, role, appliesTo: JSON.stringify(appliesTo), calendar, order: place + 1 };
    if (id) await OrganisationPolicy.update(columns, { where: { organisationId, id } });
    else await OrganisationPolicy.create({ ...columns, organisationId });
  }
}

function placeOf(rows: readonly PolicyListRow[], id: number): number {
  const place = rows.findIndex((row) => row.id === id);
  if (place < 0) throw new RuleViolation('not-found');
  return place;
}

function rowFrom({ packs }: Desk, { policy, calendar, ...fields }: RowFields): PolicyListRow {
  const named = CRITERIA.filter((criterion) => fields[criterion]);
  const appliesTo: Situation = Object.fromEntries(named.map((criterion) => [criterion, fields[criterion]]));
  return { policy, role: roleOfPolicy(packs, policy), appliesTo, ...(calendar && { calendar }) };
}
