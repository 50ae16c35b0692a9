import type { CalendarDate } from '../calendar/calendarDate.ts';
import { isActiveOn, type SystemEntry } from '../systems/system.ts';
import { isReached } from '../tasks/plan.ts';
import { isUnsettled, type TaskKind, type TaskState } from '../tasks/task.ts';
import type { KeptId, RequirementId } from './requirementIds.ts';

/** What the owner of a system answered, or that nobody has yet. */
export type EvidenceTask = {
  id: number;
  systemId: number;
  kind: TaskKind;
  state: TaskState;
  count?: number;
  note?: string;
  searched?: string;
  reason?: string;
  files: number;
};

export type EvidenceSystem = SystemEntry & { id: number };

/** Files that the DPO put into the answer themselves: from which systems, by number, and whether there are some of which nobody said. */
export type AttachedFiles = { from: readonly number[]; unplaced: boolean };

/** What there is for an answer on one day. */
export type Evidence = {
  day: CalendarDate;
  systems: readonly EvidenceSystem[];
  tasks: readonly EvidenceTask[];
  attached?: AttachedFiles;
  /** What the DPO stated in words where no system can prove it. */
  stated: Partial<Record<RequirementId | KeptId, string>>;
  /** The answer as its form gives it; absent before anybody has sent the form. */
  form?: { files: readonly string[]; nothingHeld: string };
};

/** A system with its task for this request, if it has one. */
export type AskedSystem = { system: EvidenceSystem; task?: EvidenceTask };

/** Words that stand for nothing: a dash, `tbd`, `n/a`. */
const PLACEHOLDERS =
  /^(tbd|tbc|todo|n\/?a|unknown|none yet|xxx+|inconnue?s?|a completer|à compléter|unbekannt|offen)$/i;

/** Whether somebody has said something. */
export const isSaid = (text: string | undefined): boolean =>
  /[\p{L}\p{N}]/u.test(text ?? '') && !PLACEHOLDERS.test((text ?? '').trim());

/** Systems that hold described data and are searched or changed: those in use, and those that were asked while they were. */
export const askedSystems = (evidence: Evidence): AskedSystem[] =>
  withTasks(evidence, ({ kind, categories }) => kind !== 'recipient' && categories.length > 0);

/** Recipients of the data concerned, which act on their own: they are told (Art. 19). */
export function toldRecipients(evidence: Evidence): AskedSystem[] {
  const holders = evidence.systems.filter(({ kind }) => kind !== 'recipient');
  const concerned = new Set(holders.flatMap(({ categories }) => categories));
  return withTasks(evidence, (system) => system.kind === 'recipient' && isReached(system, concerned));
}

function withTasks(
  { systems, tasks, attached, day }: Evidence,
  wanted: (system: EvidenceSystem) => boolean,
): AskedSystem[] {
  return systems
    .filter(wanted)
    .map((system) => ({ system, task: withAttached(system, taskOf(system, tasks), attached) }))
    .filter(({ system, task }) => isActiveOn(system, day) || (task && task.state !== 'dropped'));
}

/** The task that counts: one that still waits for somebody, else the last that was not dropped, else the last. */
function taskOf({ id }: EvidenceSystem, tasks: readonly EvidenceTask[]): EvidenceTask | undefined {
  const all = tasks.filter(({ systemId, kind }) => systemId === id && kind !== 'backups');
  const kept = all.filter(({ state }) => state !== 'dropped');
  return kept.find(({ state }) => isUnsettled(state)) ?? kept.at(-1) ?? all.at(-1);
}

/**
 * What the DPO took from a system themselves is its result, whatever its owner said. Not where its owner was asked and has not answered:
 * they may have more, until the DPO leaves the task out.
 */
function withAttached(
  { id }: EvidenceSystem,
  task: EvidenceTask | undefined,
  attached: AttachedFiles | undefined,
): EvidenceTask | undefined {
  if (!attached?.from.includes(id) || task?.state === 'open') return task;
  const known = task?.state === 'done' ? task : { id: 0, systemId: id, kind: 'find' as const, files: 0 };
  return { ...known, state: 'done', files: known.files + 1 };
}

/** Systems that hold data of the person, or may: all but those where a search found nothing, or that the DPO left out. */
export const concernedSystems = (evidence: Evidence): EvidenceSystem[] =>
  askedSystems(evidence)
    .filter(({ task }) => task?.state !== 'nothing-found' && task?.state !== 'dropped')
    .map(({ system }) => system);
