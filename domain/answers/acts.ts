import {
  type AskedSystem,
  askedSystems,
  type Evidence,
  type EvidenceSystem,
  type EvidenceTask,
  isSaid,
  toldRecipients,
} from './evidence.ts';
import { type FoundThing, finding, found, type Gap, gap, type RequirementFinding, split } from './finding.ts';
import { isKeptStated } from './kept.ts';
import type { StatedId } from './requirementIds.ts';
import { statementOf } from './statement.ts';

/** The statement that settles what an owner could not do, and one that settles what was left out. */
type Settling = { cannot?: StatedId; leftOut?: StatedId };
type Told = FoundThing | Gap;

/**
 * A copy of the data: for each system a file, or a search that is recorded (Arts. 15(3), 20(1)). That there are thirty records is no copy of
 * them. A file that the DPO put into the answer without a system may be of any; where the copy is given in another way, the DPO states it.
 */
export const copied =
  (requirement: 'copy' | 'portable-copy') =>
  (evidence: Evidence): RequirementFinding =>
    eachAnswered(evidence, { leftOut: requirement }, (about, task) =>
      task.files > 0 || evidence.attached?.unplaced || statementOf(evidence, requirement)
        ? found('handed-over', { ...about, ...counted(task) })
        : gap('no-copy', { to: 'form', field: 'files' }, about),
    );

/** The copy of an access request. An answer that leaves without a file is none, whatever the owners handed over. */
export function copyGiven(evidence: Evidence): RequirementFinding {
  const { form } = evidence;
  const answered = copied('copy')(evidence);
  const isMissing = form?.files.length === 0 && !isSaid(form.nothingHeld) && answered.gaps.length === 0;
  return isMissing ? finding(answered.found, [gap('no-file', { to: 'form', field: 'files' })]) : answered;
}

/** What was changed, stopped or restricted in each system, with what shows it. `cannot`: the statement for what was not. */
export const done =
  (leftOut: StatedId, cannot?: StatedId) =>
  (evidence: Evidence): RequirementFinding =>
    eachAnswered(evidence, { leftOut, cannot }, (about, task) =>
      found('done', { ...about, ...counted(task), note: task.note ?? '' }),
    );

/** Each category of data deleted in each system that holds it, or kept there (Art. 17(1)). */
export const erased = (evidence: Evidence): RequirementFinding =>
  eachAnswered(evidence, { cannot: 'kept', leftOut: 'kept' }, (about, task, categories) =>
    found('deleted', { ...about, categories: categories.join('\n'), ...counted(task) }),
  );

/** Each recipient was told (Art. 19), unless that is impossible or disproportionate: that, or that there is none, the DPO says. */
export function recipientsTold(evidence: Evidence): RequirementFinding {
  const words = statementOf(evidence, 'told');
  const recipients = toldRecipients(evidence);
  const processors = askedSystems(evidence).filter(({ system }) => system.kind === 'processor');
  if (recipients.length === 0 && processors.length === 0 && !words)
    return finding([], [gap('no-recipient', { to: 'statement', requirement: 'told' })]);
  const each = [...processors, ...recipients].map((one) =>
    answerOf(evidence, one, { cannot: 'told', leftOut: 'told' }, (about, task) =>
      found('done', { ...about, note: task.note ?? '', ...counted(task) }),
    ),
  );
  return split([...each, ...(words ? [found('stated', { words })] : [])]);
}

/** The system that something is about, by its number and name. */
type AboutSystem = { id: number; system: string };
type WhenDone = (about: AboutSystem, task: EvidenceTask, categories: string[]) => Told;

function eachAnswered(evidence: Evidence, settling: Settling, whenDone: WhenDone): RequirementFinding {
  const asked = askedSystems(evidence);
  if (asked.length === 0) return finding([], [gap('no-system', { to: 'systems' })]);
  const words = settling.leftOut && statementOf(evidence, settling.leftOut);
  const each = asked.map((one) => answerOf(evidence, one, settling, whenDone));
  return split([...each, ...(words ? [found('stated', { words })] : [])]);
}

/** How one system answered. */
function answerOf(
  evidence: Evidence,
  { system, task }: AskedSystem,
  settling: Settling,
  whenDone: WhenDone,
): Told {
  const about = { id: system.id, system: system.name };
  const tasks = { to: 'tasks' } as const;
  const reason = task?.reason ?? '';
  switch (task?.state) {
    case undefined:
      return gap('not-asked', tasks, about);
    case 'planned':
      return gap('not-handed-out', tasks, about);
    case 'open':
      return gap('no-result', tasks, about);
    case 'not-mine':
      return gap('not-mine', tasks, about);
    case 'cannot':
      return settling.cannot
        ? found('kept-in', { ...about, reason })
        : gap('cannot', tasks, { ...about, reason });
    case 'dropped':
      return leftOut(evidence, system, reason, settling);
    case 'nothing-found':
      return isSaid(task.searched)
        ? found('searched', { ...about, how: task.searched ?? '' })
        : gap('search-missing', tasks, about);
    case 'done':
      return isShown(task) ? whenDone(about, task, system.categories) : gap('proof-missing', tasks, about);
  }
}

/** A system that the DPO left out was neither searched nor changed: the DPO says why that is right. */
function leftOut(
  evidence: Evidence,
  system: EvidenceSystem,
  reason: string,
  { leftOut: by }: Settling,
): Told {
  const about = { id: system.id, system: system.name };
  if (!by) return gap('left-out', { to: 'tasks' }, { ...about, reason });
  const isStated = by === 'kept' ? isKeptStated(evidence, system) : statementOf(evidence, by);
  return isStated
    ? found('kept-in', { ...about, reason })
    : gap('left-out', { to: 'statement', requirement: by }, { ...about, reason });
}

/** Whether something shows that it was done: files, a count or a note. */
const isShown = ({ count, note, files }: EvidenceTask): boolean =>
  files > 0 || count !== undefined || isSaid(note);

const counted = ({ count }: EvidenceTask): Record<string, number> => (count === undefined ? {} : { count });
