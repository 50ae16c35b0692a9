import type { Evidence, EvidenceSystem, EvidenceTask } from '../../domain/answers/evidence.ts';
import type { Place } from '../../domain/answers/finding.ts';
import type { RequirementId } from '../../domain/answers/requirementIds.ts';
import { NEWS, type PlantedRight, SHOP } from './wholeAnswers.ts';

/** One kind of defect: what it is, how it comes into a whole answer, and what must then be named and where it is mended. */
export type Plant = {
  what: string;
  right: PlantedRight;
  lacks: RequirementId;
  /** Where it is mended; one of several where more than one place mends it. */
  at: Place[];
  /** The system whose name must be said. */
  names?: number;
  ways: ((whole: Evidence) => Evidence)[];
};

export const inSystem = (id: number, change: Partial<EvidenceSystem>) => (whole: Evidence) => ({
  ...whole,
  systems: whole.systems.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
export const inTask = (systemId: number, change: Partial<EvidenceTask>) => (whole: Evidence) => ({
  ...whole,
  tasks: whole.tasks.map((one) => (one.systemId === systemId ? { ...one, ...change } : one)),
});
export const withoutTask = (systemId: number) => (whole: Evidence) => ({
  ...whole,
  tasks: whole.tasks.filter((one) => one.systemId !== systemId),
});
export const withForm = (form: Partial<NonNullable<Evidence['form']>>) => (whole: Evidence) => ({
  ...whole,
  form: { files: [], nothingHeld: '', ...whole.form, ...form },
});
export const stating =
  (stated: Evidence['stated'], ...first: ((whole: Evidence) => Evidence)[]) =>
  (whole: Evidence) => ({ ...first.reduce((answer, plant) => plant(answer), whole), stated });
/** What a system keeps, stated for each category that it holds. */
export const keptIn =
  (id: number, words: string, ...first: ((whole: Evidence) => Evidence)[]) =>
  (whole: Evidence) => {
    const answer = first.reduce((so, plant) => plant(so), whole);
    const categories = answer.systems.find((one) => one.id === id)?.categories ?? [];
    const stated = Object.fromEntries(categories.map((category) => [`kept:${category}`, words]));
    return { ...answer, stated: { ...answer.stated, ...stated } };
  };
export const withSystem = (system: Partial<EvidenceSystem>) => (whole: Evidence) => ({
  ...whole,
  systems: [...whole.systems, { ...(whole.systems[0] as EvidenceSystem), id: 5, ...system }],
});
export const onlyOwn = (whole: Evidence) => ({
  ...whole,
  systems: whole.systems.filter(({ kind }) => kind === 'own'),
  tasks: whole.tasks.filter(({ systemId }) => systemId === SHOP || systemId === NEWS),
});

export const system = (id: number): Place => ({ to: 'system', id });
export const tasks: Place = { to: 'tasks' };
export const files: Place = { to: 'form', field: 'files' };
export const statement = (requirement: RequirementId): Place => ({ to: 'statement', requirement });
/** Unasked, planned, asked without an answer. */
export const notDone = (id: number) => [
  withoutTask(id),
  inTask(id, { state: 'planned', count: undefined, note: undefined, files: 0 }),
  inTask(id, { state: 'open', count: undefined, note: undefined, files: 0 }),
];
export const bare = { count: undefined, note: undefined, files: 0 };
export const cannot = inTask(SHOP, { ...bare, state: 'cannot', reason: 'The invoices must stay' });
