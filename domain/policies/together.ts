import type { Fault } from '../fault.ts';
import type { PolicyPack } from './policy.ts';

/** A fault of a pack among others. */
type FaultAmong = Fault & { pack: PolicyPack };

/**
 * Faults that only show when packs are read together: the same name and version twice, two versions in effect from the same day, a
 * foundation that is missing or circular, a kind of data that no pack names, a law that is missing. Of two packs, the later is at
 * fault.
 */
export function faultsAmong(packs: readonly PolicyPack[]): FaultAmong[] {
  return packs.flatMap((pack, index) => {
    const faults = [
      ...faultsOfVersion(pack, packs.slice(0, index)),
      ...faultsOfFoundation(pack, packs),
      ...faultsOfCategories(pack, packs),
      ...faultsOfLaw(pack, packs),
    ];
    return faults.map((fault) => ({ ...fault, pack }));
  });
}

function faultsOfVersion(pack: PolicyPack, former: readonly PolicyPack[]): Fault[] {
  const own = former.filter(({ id }) => id === pack.id);
  const [older] = own.filter(({ version }) => version === pack.version);
  if (own.some(({ version, edition }) => version === pack.version && edition === pack.edition)) {
    return [{ path: ['version'], message: `there is already a pack ${pack.id}@${pack.version}` }];
  }
  if (older && older.effective !== pack.effective) {
    const message = `another edition of ${pack.id}@${pack.version} is in effect from ${older.effective}`;
    return [{ path: ['effective'], message }];
  }
  const same = own.find(({ version, effective }) => effective === pack.effective && version !== pack.version);
  if (!same) return [];
  const message = `version ${same.version} is in effect from the same day; each version needs a day of its own`;
  return [{ path: ['effective'], message }];
}

function faultsOfFoundation(pack: PolicyPack, packs: readonly PolicyPack[]): Fault[] {
  const line = [pack.id];
  for (let parent = pack.extends; parent; ) {
    if (line.includes(parent)) {
      const circle = [...line.slice(line.indexOf(parent)), parent].join(' → ');
      return [{ path: ['extends'], message: `packs cannot build on each other in a circle: ${circle}` }];
    }
    const found = packs.find(({ id }) => id === parent);
    if (!found && line.length > 1) return []; // told where it is written
    if (!found) {
      const known = [...new Set(packs.map(({ id }) => id))].filter((id) => id !== pack.id).sort();
      return [{ path: ['extends'], message: `there is no pack ${parent}; give one of ${known.join(', ')}` }];
    }
    line.push(parent);
    parent = found.extends;
  }
  return [];
}

function faultsOfCategories(pack: PolicyPack, packs: readonly PolicyPack[]): Fault[] {
  const named = packs.filter(({ id }) => id === pack.id || id === pack.extends);
  const known = [...new Set(named.flatMap(({ categories }) => categories.map(({ id }) => id)))];
  return pack.clocks.flatMap(({ categories = [] }, clock) =>
    categories.flatMap((category, index) => {
      const message = `there is no category ${category}; give one of ${known.join(', ') || 'none: the pack names none'}`;
      return known.includes(category) ? [] : [{ path: ['clocks', clock, 'categories', index], message }];
    }),
  );
}

function faultsOfLaw({ lawOf }: PolicyPack, packs: readonly PolicyPack[]): Fault[] {
  if (lawOf === undefined) return [];
  const known = [...new Set(packs.filter(({ law }) => law).map(({ id }) => id))].sort();
  const message = `no pack ${lawOf} says what its law is; give one of ${known.join(', ') || 'none: no pack does'}`;
  return known.includes(lawOf) ? [] : [{ path: ['lawOf'], message }];
}
