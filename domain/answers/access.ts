import { askedSystems, concernedSystems, type Evidence, type EvidenceSystem, isSaid } from './evidence.ts';
import {
  type FoundThing,
  finding,
  found,
  type Gap,
  gap,
  notApplicable,
  type RequirementFinding,
  split,
} from './finding.ts';

/** Whether data of the person are held (Art. 15(1)): a file that says no against a system that said yes is named. */
export function isHeld(evidence: Evidence): RequirementFinding {
  const tasks = askedSystems(evidence);
  const holding = tasks.filter(({ task }) => task?.state === 'done').map(({ system }) => system.name);
  if (holding.length > 0) {
    const denied = isSaid(evidence.form?.nothingHeld);
    const systems = holding.join(', ');
    const where = { to: 'form', field: 'nothingHeld' } as const;
    return finding([found('held-in', { systems })], denied ? [gap('contradicted', where, { systems })] : []);
  }
  if (isHeldNowhere(evidence)) return finding([found('held-nowhere')], []);
  return finding([], [gap('not-known', { to: 'tasks' })]);
}

/** Whether each system was searched and had nothing: then there is nothing to describe. */
export function isHeldNowhere(evidence: Evidence): boolean {
  const asked = askedSystems(evidence);
  return asked.length > 0 && asked.every(({ task }) => task?.state === 'nothing-found');
}

/** How a field is named where it says nothing, or only a formula. */
type FieldNaming = { nothing: Gap['code']; formula?: Gap['code']; isFormula?: (text: string) => boolean };

/** A check that each system with data of the person says something: its purpose, its source, how long. */
export const eachSays =
  (field: 'purpose' | 'retention' | 'source', { nothing, formula = nothing, isFormula }: FieldNaming) =>
  (evidence: Evidence): RequirementFinding => {
    if (isHeldNowhere(evidence)) return notApplicable();
    const each = concernedSystems(evidence).map((system): FoundThing | Gap => {
      const { id, name, [field]: words } = system;
      if (!isSaid(words)) return atSystem(nothing, system);
      return isFormula?.(words)
        ? gap(formula, { to: 'system', id }, { id, system: name, words })
        : found('of-system', { id, system: name, words });
    });
    return split(each);
  };

/** Which categories of data (Art. 15(1)(b)). A system without one was never searched: a whole source would be missing. */
export function categoriesNamed(evidence: Evidence): RequirementFinding {
  const undescribed = evidence.systems.filter(
    ({ kind, categories, activeUntil }) =>
      kind !== 'recipient' && categories.length === 0 && (activeUntil ?? evidence.day) >= evidence.day,
  );
  if (isHeldNowhere(evidence) && undescribed.length === 0) return notApplicable();
  return finding(
    concernedSystems(evidence).map(({ id, name, categories }) =>
      found('of-system', { id, system: name, categories: categories.join('\n') }),
    ),
    undescribed.map((system) => atSystem('categories-missing', system)),
  );
}

/** What stands in every letter of an answer: the other rights, and where to complain (Art. 15(1)(e) and (f)). */
export const inEveryLetter = (): RequirementFinding => finding([found('in-letter')], []);

export const atSystem = (code: Gap['code'], { id, name }: EvidenceSystem): Gap =>
  gap(code, { to: 'system', id }, { id, system: name });
