import type { Sequelize } from 'sequelize';
import { selectList } from '../database/select.ts';
import type { RegisteredSystem } from './register.ts';

/** What the map of categories needs of a system. */
export type HoldingSystem = Pick<
  RegisteredSystem,
  'id' | 'name' | 'kind' | 'categories' | 'activeFrom' | 'activeUntil'
>;

export const HELD: Record<keyof HoldingSystem, string> = {
  id: 'id',
  name: 'name',
  kind: 'kind',
  categories: 'categories',
  activeFrom: 'active_from',
  activeUntil: 'active_until',
};

/** As a row holds it. */
export type StoredSystem<System extends { categories: string[] }> = Omit<System, 'categories'> & {
  categories: string;
};

/**
 * What all systems of an organisation hold, as of a change of its settings. Of an organisation that is read again before the next
 * change it is kept: a register of 300 systems takes longer to read than the page that lists the first of them.
 */
export async function systemsHolding(
  desk: { database: Sequelize },
  organisationId: number,
  change: number,
): Promise<HoldingSystem[]> {
  const kept = keptOf(desk);
  const known = kept.get(organisationId);
  if (known?.change === change) return known.systems;
  const rows = await selectList<StoredSystem<HoldingSystem>>(
    desk.database,
    HELD,
    'FROM systems WHERE organisation_id = :organisationId ORDER BY name_key, id',
    { organisationId },
  );
  const systems = rows.map(readSystem);
  kept.delete(organisationId);
  kept.set(organisationId, { change, systems });
  for (const oldest of [...kept.keys()].slice(0, -MOST)) kept.delete(oldest);
  return systems;
}

/** So many organisations' registers are kept. */
const MOST = 20;

type Kept = Map<number, { change: number; systems: HoldingSystem[] }>;
const keptBy = new WeakMap<object, Kept>();

function keptOf(desk: object): Kept {
  const kept = keptBy.get(desk) ?? new Map();
  keptBy.set(desk, kept);
  return kept;
}

export const readSystem = <Row extends { categories: string }>(row: Row): Row & { categories: string[] } =>
  Object.assign(row, { categories: JSON.parse(row.categories) as string[] });
