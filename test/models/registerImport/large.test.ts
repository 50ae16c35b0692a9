import assert from 'node:assert/strict';
import { addDays, calendarDate } from '../../../domain/calendar/calendarDate.ts';
import type { RegisterMapping } from '../../../domain/register/mapping.ts';
import { byCommand } from '../../../models/desk.ts';
import { decoded } from '../../../models/fileContent/text.ts';
import { everyRegisterLine } from '../../../models/registerExport.ts';
import { checkRegister, importRegister } from '../../../models/registerImport/run.ts';
import { knownWords } from '../../../views/registerImport/known.ts';
import { deskForTests } from '../../support/desk.ts';

const HEAD = [
  ...['Lfd. Nr.', 'Eingangsdatum', 'Betroffene Person', 'Anschrift', 'Recht', 'Eingangsweg', 'Einzelheiten'],
  ...[
    'Identität geprüft am',
    'Verlängert am',
    'Grund',
    'Gebühr',
    'Maßnahme',
    'Ergebnis',
    'Beantwortet am',
    'Erledigt am',
  ],
];
const MAPPING: RegisterMapping = {
  columns: Object.fromEntries(
    (
      [
        ...['reference', 'receivedOn', 'personName', 'postalAddress', 'right', 'channel', 'details'],
        ...[
          'identityConfirmedOn',
          'extendedOn',
          'extensionReason',
          'charge',
          'action',
          'outcome',
          'answeredOn',
          'closedOn',
        ],
      ] as const
    ).map((column, nth) => [HEAD[nth], column]),
  ),
  values: {
    right: { Auskunft: 'access', Löschung: 'erasure', Berichtigung: 'rectification' },
    channel: { 'E-Mail': 'mail', Brief: 'post', Telefon: 'phone' },
    outcome: { erfüllt: 'answered', abgelehnt: 'refused', zurückgezogen: 'withdrawn' },
  },
  days: {},
  defaults: {},
};

/** A day as a clerk writes it: 3.4.2024. */
const written = (day: string) => day.split('-').map(Number).reverse().join('.');
const quoted = (cell: string) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A line as clerks wrote it for years; each third ended otherwise, each hundredth is open. */
function cellsOf(nth: number): string[] {
  const day = (more: number) => written(addDays(calendarDate('2023-01-02'), (nth % 900) + more));
  const isOpen = nth % 100 === 0;
  const outcome = ['erfüllt', 'erfüllt', 'abgelehnt', 'zurückgezogen'][nth % 4] as string;
  const isAnswered = !isOpen && outcome !== 'zurückgezogen';
  return [
    `${2023 + Math.floor(nth / 1000)}/${nth}`,
    day(0),
    `Frau Müller-Özdemir ${nth}`,
    `Straße ${nth}\n01234 Dresden; Sachsen`,
    ['Auskunft', 'Löschung', 'Berichtigung'][nth % 3] as string,
    ['E-Mail', 'Brief', 'TELEFON'][nth % 3] as string,
    nth % 7 ? 'Alle Daten' : 'Sie schrieb: "alles"; bitte',
    nth % 2 ? day(1) : '',
    nth % 20 === 1 && isAnswered ? day(20) : '',
    nth % 20 === 1 && isAnswered ? 'sehr umfangreich' : '',
    nth % 50 === 3 ? '15,00 €' : '',
    isAnswered ? 'Kopie übersandt' : '',
    isOpen ? '' : outcome,
    isAnswered ? day(25 + (nth % 9)) : '',
    isOpen ? '' : day(40),
  ];
}

/** What is wrong in some lines: the column, the cell there, and the fault. */
const PLANTED: Record<number, [column: string, cell: string, code: string]> = {
  17: ['Eingangsdatum', '31.2.2024', 'date-invalid'],
  300: ['Eingangsdatum', '', 'line-cell-missing'],
  412: ['Eingangsdatum', '1.1.2031', 'in-the-future'],
  555: ['Betroffene Person', '', 'line-cell-missing'],
  801: ['Recht', 'Auskunft, Löschung', 'line-word-unknown'],
  1202: ['Eingangsweg', 'Brieftaube', 'line-word-unknown'],
  1501: ['Beantwortet am', '1.1.2020', 'line-before'],
  1777: ['Lfd. Nr.', '2023/16', 'line-twice'],
  2003: ['Ergebnis', '', 'line-needs'],
  2999: ['Erledigt am', 'demnächst', 'date-invalid'],
};
const FORMULAS = ['=1+1', '+cmd|A0', '-2+3 Lee', '@SUM(1)', "'=quoted"];

describe('A register of 3,000 lines as clerks kept it, in the encoding of an old spreadsheet', () => {
  it('has exactly its planted faults, by line and column, and names that are no formulas again', async () => {
    const desk = await deskForTests({ at: '2026-06-01T09:00:00Z' });
    const by = byCommand(desk.organisation.id);
    const lines = Array.from({ length: 3000 }, (_, nth) => cellsOf(nth));
    for (const [nth, [column, cell]] of Object.entries(PLANTED))
      (lines[Number(nth)] as string[])[HEAD.indexOf(column)] = cell;
    const text = [HEAD, ...lines].map((cells) => cells.map(quoted).join(';')).join('\r\n');
    const table = {
      text: decoded(Buffer.from(text.replaceAll('€', 'EUR'), 'latin1')),
      fileName: 'Register.csv',
      mapping: MAPPING,
      known: knownWords(),
      onlyGood: true,
    };
    const found = await checkRegister(desk, by, table);
    const expected = Object.entries(PLANTED).map(([nth, [column, , code]]) => [
      2 + Number(nth) * 2,
      column,
      code,
    ]);
    assert.deepEqual(
      found.faults.map(({ line, column, fault }) => [line, column, fault.code]),
      expected.map(([line, ...rest]) => [line, ...rest]),
    );
    assert.deepEqual([found.read, found.good], [3000, 2990]);

    const few = FORMULAS.map((name, nth) => [
      `F${nth}`,
      '2024-01-02',
      name,
      '',
      'Auskunft',
      'Brief',
      '',
      ...Array(8).fill(''),
    ]);
    const formulas = {
      ...table,
      text: [HEAD, ...few].map((cells) => cells.map(quoted).join(';')).join('\n'),
    };
    const { made, faults } = await importRegister(desk, by, formulas);
    assert.deepEqual([made, faults], [5, []]);
    const names = [];
    for await (const { personName } of everyRegisterLine(desk, by)) names.push(personName);
    assert.deepEqual(names, ['=1+1', '+cmd|A0', '-2+3 Lee', '@SUM(1)', '=quoted']);
  });
});
