import fc from 'fast-check';
import type { Evidence, EvidenceSystem, EvidenceTask } from '../../domain/answers/evidence.ts';
import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import type { TaskKind } from '../../domain/tasks/task.ts';
import { evidenceSystem } from './evidence.ts';

/** Rights of Arts. 15 to 21 whose answers are made here, and what each asks of a system of the organisation. */
const WORK = {
  access: 'find',
  portability: 'find',
  rectification: 'correct',
  erasure: 'delete',
  restriction: 'restrict',
  objection: 'stop',
} as const satisfies Record<string, TaskKind>;
export type PlantedRight = keyof typeof WORK;

/** By what a plant knows the systems of an answer: two of the organisation's own, a processor, a recipient. */
export const [SHOP, NEWS, HOST, COURIER] = [1, 2, 3, 4] as const;

const of = <T>(...choices: T[]) => fc.constantFrom(...choices);

/** Words as organisations write them into a register, each of them enough for an answer. */
const purposes = of(
  'To deliver what was ordered and to invoice it',
  'Newsletter on new products, by consent',
  'Vertragserfüllung und Abrechnung',
  'Gestion de la relation client',
  'Support requests',
);
const retentions = of(
  'P3Y',
  '10 years from the end of the year (section 147 of the German tax code)',
  'Until the account is closed, then 30 days',
  '3 ans après le dernier contact',
  'Solange das Kundenkonto besteht, danach sechs Monate',
  'As long as claims are possible: three years from the end of the year in which the contract ended',
  'Until consent is withdrawn',
  'Jusqu’au retrait du consentement',
  'For the term of the contract',
);
const sources = of(
  'The person',
  'La personne elle-même',
  'Von der betroffenen Person',
  'Commercial register of Musterstadt',
  'The person’s employer',
  'A visit of our website (server log)',
  'Kredit-Info Musterland GmbH',
  'Bought in May 2024 from Adressen Beispiel AG',
);
const inside = of(
  'France',
  'Frankfurt, Deutschland',
  'Irlande',
  'Vienna, Austria',
  'Norwegen',
  'Lyon, France',
);
const adequate = of('Schweiz', 'United Kingdom', 'Japon', 'New Zealand');
const outside = of('United States', 'Bangalore, India', 'Singapur', 'Ireland and USA', 'Montréal, Canada');
const safeguards = of(
  'Standard contractual clauses of 4 June 2021 (2021/914), module 2',
  'Standardvertragsklauseln vom 4. Juni 2021',
  'Clauses contractuelles types',
  'Binding corporate rules approved on 3 May 2022',
  'EU-US Data Privacy Framework, certified since 2023',
);
/** Names of recipients; some contain words for a kind, and are names all the same. */
const names = of(
  ['Kettle Cloud Ltd', 'The Parcel Company Ltd'],
  ['Nordlicht Hosting GmbH', 'Muster Zahlungsdienste GmbH'],
  ['Martin Logistique SARL', 'Finanzamt Musterstadt'],
  ['Example Payment Services Inc.', 'Steuerberatung Beispiel & Partner mbB'],
  ['Hosting Nord AG', 'Société Exemple Transport SAS'],
  ['Postbote', 'Northbank'],
);
const searches = of(
  'By e-mail address, in all tables',
  'Nach Name und Kundennummer gesucht',
  'Recherche par adresse électronique dans la liste',
);
const notes = of(
  'Ticket 4411',
  'Geändert am 3. März',
  'Fait le 4 mars, voir le journal',
  'Row 7 of the table',
);

const words = fc.record({
  purpose: fc.tuple(purposes, purposes, purposes, purposes),
  retention: fc.tuple(retentions, retentions, retentions, retentions),
  source: fc.tuple(sources, sources, sources, sources),
  place: fc.tuple(
    inside,
    fc.oneof(inside, adequate),
    fc.oneof(inside, adequate, outside),
    fc.oneof(inside, outside),
  ),
  safeguard: safeguards,
  names,
  searched: searches,
  note: notes,
  count: fc.integer({ min: 1, max: 4000 }),
});
type Words = typeof words extends fc.Arbitrary<infer W> ? W : never;

const SAFE_PLACES = /France|Deutschland|Irlande|Austria|Norwegen|Schweiz|Kingdom|Japon|Zealand/;

function systemsOf(said: Words): EvidenceSystem[] {
  const [host, courier] = said.names as [string, string];
  return [
    { name: 'Shop', categories: ['orders', 'addresses'] },
    { name: 'News', categories: ['addresses'] },
    { name: host, kind: 'processor' as const, categories: ['orders', 'addresses'] },
    { name: courier, kind: 'recipient' as const, categories: ['addresses'] },
  ].map((system, index) => {
    const place = said.place[index] as string;
    return evidenceSystem({
      ...system,
      id: index + 1,
      purpose: said.purpose[index],
      retention: said.retention[index],
      source: said.source[index],
      place,
      safeguard: SAFE_PLACES.test(place) ? '' : said.safeguard,
    });
  });
}

function tasksOf(right: PlantedRight, said: Words): EvidenceTask[] {
  const kind = WORK[right];
  const files = kind === 'find' ? 1 : 0;
  const tasks: EvidenceTask[] = [
    { id: 11, systemId: SHOP, kind, state: 'done', count: said.count, note: said.note, files },
    { id: 12, systemId: NEWS, kind, state: 'nothing-found', searched: said.searched, files: 0 },
    { id: 13, systemId: HOST, kind, state: 'done', note: said.note, files },
  ];
  if (right === 'access' || right === 'portability' || right === 'objection') return tasks;
  return [
    ...tasks,
    { id: 14, systemId: COURIER, kind: 'tell-recipient', state: 'done', note: said.note, files: 0 },
  ];
}

/** What the DPO says where no system can show it. */
const STATED: Record<PlantedRight, Evidence['stated']> = {
  access: { 'automated-decisions': 'No decision is made by automated means alone.' },
  portability: { 'portable-data': 'Orders and addresses, which you gave us under our contract.' },
  rectification: {},
  erasure: {},
  restriction: {},
  objection: {},
};

const wholeOf = (right: PlantedRight, said: Words): Evidence => ({
  day: calendarDate('2026-11-02'),
  systems: systemsOf(said),
  tasks: tasksOf(right, said),
  stated: STATED[right],
  form: {
    files: right === 'access' ? ['shop.csv', 'host.pdf'] : right === 'portability' ? ['shop.json'] : [],
    nothingHeld: '',
  },
});

/** Whole answers to a right, the same ones for the same seed: whatever the law asks is there, each time in other words. */
export const wholeAnswers = (right: PlantedRight, count: number, seed: number): Evidence[] =>
  fc.sample(words, { seed, numRuns: count }).map((said) => wholeOf(right, said));
