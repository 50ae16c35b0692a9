import type { Evidence, EvidenceSystem, EvidenceTask } from '../../domain/answers/evidence.ts';
import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import { keptIn } from './planting.ts';
import { HOST, NEWS, type PlantedRight, SHOP } from './wholeAnswers.ts';

type Shape = (whole: Evidence) => Evidence;

const plain: Shape = (whole) => whole;
const task = (whole: Evidence, systemId: number, change: Partial<EvidenceTask>): Evidence => ({
  ...whole,
  tasks: whole.tasks.map((one) =>
    one.systemId === systemId ? { ...one, count: undefined, note: undefined, files: 0, ...change } : one,
  ),
});
const more = (whole: Evidence, system: Partial<EvidenceSystem>): Evidence => ({
  ...whole,
  systems: [...whole.systems, { ...(whole.systems[0] as EvidenceSystem), id: 5, ...system }],
});
const stating = (whole: Evidence, stated: Evidence['stated']): Evidence => ({
  ...whole,
  stated: { ...whole.stated, ...stated },
});

/** A system that was left out, with the reason why it holds nothing of the person. */
const leftOut: Shape = (whole) =>
  stating(task(whole, NEWS, { state: 'dropped', reason: 'Nobody looks after it' }), {
    copy: 'The list was emptied in 2024, before you became a customer.',
  });

/** Nobody outside gets the data, and that is said. */
const alone: Shape = (whole) =>
  stating(
    {
      ...whole,
      systems: whole.systems.filter(({ kind }) => kind === 'own'),
      tasks: whole.tasks.filter(({ systemId }) => systemId === SHOP || systemId === NEWS),
    },
    { recipients: 'Nobody outside our organisation receives them.' },
  );

/** Each search found nothing: that alone is owed, however little is described. */
const nothing: Shape = (whole) => ({
  ...whole,
  systems: whole.systems.map((one) => ({ ...one, purpose: '', retention: '', source: '', place: '' })),
  tasks: whole.tasks.map(({ id, systemId, kind }) => ({
    id,
    systemId,
    kind,
    state: 'nothing-found',
    searched: 'By name and address',
    files: 0,
  })),
  stated: {},
  form: { files: [], nothingHeld: 'We searched each system and hold no data on you.' },
});

/** A system out of use, one that begins tomorrow. */
const ended: Shape = (whole) => more(whole, { name: 'Old shop', activeUntil: calendarDate('2026-10-31') });
const coming: Shape = (whole) => more(whole, { name: 'New shop', activeFrom: calendarDate('2026-11-03') });

/** Asked again after “not mine”: the later answer counts. */
const again: Shape = (whole) => ({
  ...whole,
  tasks: [
    { id: 1, systemId: SHOP, kind: whole.tasks[0]?.kind ?? 'find', state: 'dropped', files: 0 },
    ...whole.tasks,
  ],
});

/** What the host keeps, stated for each category that it holds. */
const kept =
  (words: string): Shape =>
  (whole) =>
    keptIn(HOST, words)(task(whole, HOST, { state: 'cannot', reason: 'Invoices' }));

const goesOn: Shape = (whole) =>
  stating(task(whole, SHOP, { state: 'cannot', reason: 'Fraud case' }), {
    'compelling-grounds': 'We pursue a claim for unpaid goods before the court.',
  });

/** What makes a whole answer look as if something were missing, and nothing is. */
export const SHAPES: Record<PlantedRight, readonly Shape[]> = {
  access: [plain, leftOut, alone, nothing, ended, coming, again],
  portability: [plain, ended, again],
  rectification: [plain, ended, coming],
  erasure: [
    plain,
    kept('Art. 17(3)(b): invoices, until 31 December 2034 (section 147 of the tax code)'),
    kept('Rechnungen: Aufbewahrungspflicht nach § 147 AO, zehn Jahre ab Ende des Jahres'),
    kept('Obligation légale (Code de commerce, art. L123-22) : factures, pendant dix ans'),
    kept('The file of your complaint, for the defence of legal claims, as long as the proceedings last'),
    kept('Steuerrecht (Art. 17 Abs. 3 Buchst. b), bis Ende 2030'),
  ],
  restriction: [plain, ended],
  objection: [plain, goesOn],
};
