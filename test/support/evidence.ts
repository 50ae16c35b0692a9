import type { Evidence, EvidenceSystem, EvidenceTask } from '../../domain/answers/evidence.ts';
import { calendarDate } from '../../domain/calendar/calendarDate.ts';

/** A system with all that an answer needs of it, and what matters to a test. */
export const evidenceSystem = (
  given: Partial<EvidenceSystem> & { id: number; name: string },
): EvidenceSystem => ({
  kind: 'own',
  purpose: 'To deliver what was ordered',
  categories: ['orders'],
  identifiers: ['email'],
  source: 'The person',
  retention: 'P3Y',
  place: 'France',
  safeguard: '',
  ownerName: '',
  ownerEmail: '',
  ownerLanguage: 'en',
  deputyEmail: '',
  absentUntil: null,
  instructions: {},
  leadDays: 5,
  backupDays: null,
  after: [],
  activeFrom: null,
  activeUntil: null,
  ...given,
});

export const evidenceTask = (given: Partial<EvidenceTask> & { systemId: number }): EvidenceTask => ({
  id: given.systemId,
  kind: 'find',
  state: 'done',
  count: 3,
  files: 1,
  ...given,
});

/** An answer to access to which nothing is missing: two systems, a search without a result, a processor and a recipient. */
export const wholeAccess = (): Evidence & { systems: EvidenceSystem[]; tasks: EvidenceTask[] } => ({
  day: calendarDate('2026-11-02'),
  systems: [
    evidenceSystem({ id: 1, name: 'Shop' }),
    evidenceSystem({ id: 2, name: 'CRM', categories: ['prospects'], source: 'A trade fair in 2023' }),
    evidenceSystem({
      id: 3,
      name: 'Northbank Payments',
      kind: 'processor',
      place: 'United States',
      safeguard: 'Standard contractual clauses of 2021',
    }),
    evidenceSystem({ id: 4, name: 'Swift Parcels', kind: 'recipient', place: 'Schweiz' }),
  ],
  tasks: [
    evidenceTask({ systemId: 1 }),
    evidenceTask({
      systemId: 2,
      state: 'nothing-found',
      count: undefined,
      files: 0,
      searched: 'By address, in all lists',
    }),
    evidenceTask({ systemId: 3 }),
  ],
  stated: { 'automated-decisions': 'None are made.' },
  form: { files: ['shop.json'], nothingHeld: '' },
});
