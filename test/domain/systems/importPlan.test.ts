import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { planImport } from '../../../domain/systems/importPlan.ts';
import type { SystemEntry } from '../../../domain/systems/system.ts';
import { readSystem, type SystemForm } from '../../../domain/systems/systemForm.ts';
import { systemForm } from '../../support/systems.ts';

const entry = (given: Partial<SystemForm> & { name: string }): SystemEntry => {
  const read = readSystem(systemForm(given));
  assert.ok('value' in read);
  return read.value;
};
const CRM = entry({ name: 'CRM', purpose: 'Sales', categories: ['prospects'], leadDays: '3' });
const plan = (text: string, entries: SystemEntry[] = [CRM]) =>
  planImport(text, { entries, language: 'fr', today: calendarDate('2026-11-30') });
const faults = (text: string, entries?: SystemEntry[]) =>
  plan(text, entries).faults.map(({ line, column, fault }) => `${line} ${column} ${fault.code}`);

describe('A table for the register', () => {
  it('adds what is new, changes what is there by its name, leaves what it does not name', () => {
    const table = 'name,purpose,leadDays\ncrm,Customer relations,3\nShop,Orders,2\n';
    const { added, changed, unchanged } = plan(table);
    assert.deepEqual(
      added.map(({ name, purpose, leadDays, ownerLanguage }) => [name, purpose, leadDays, ownerLanguage]),
      [['Shop', 'Orders', 2, 'fr']],
    );
    assert.deepEqual(
      changed.map(({ name, entry }) => [name, entry.name, entry.purpose, entry.categories]),
      [['CRM', 'crm', 'Customer relations', ['prospects']]],
    );
    assert.equal(unchanged, 0);
    assert.equal(plan('name,purpose\nCRM,Sales').unchanged, 1);
  });

  it('is read with semicolons, a byte order mark, quoted cells and lists within a cell', () => {
    const { added } = plan('\ufeffNAME;Categories;After\r\n"Shop; Lyon";"orders; letters|calls";CRM\r\n');
    assert.deepEqual(
      added.map(({ name, categories, after }) => [name, categories, after]),
      [['Shop; Lyon', ['orders', 'letters', 'calls'], ['CRM']]],
    );
  });

  it('says the days of use as an interval, or yes, or no', () => {
    const days = (active: string) => {
      const [one] = plan(`name,active\nShop,${active}`).added;
      return [one?.activeFrom, one?.activeUntil];
    };
    assert.deepEqual(days('2026-01-01/2026-12-31'), ['2026-01-01', '2026-12-31']);
    assert.deepEqual(days('../2026-12-31'), [null, '2026-12-31']);
    assert.deepEqual(days('yes'), [null, null]);
    assert.deepEqual(days('no'), [null, '2026-11-29']);
    assert.deepEqual(faults('name,active\nShop,sometimes'), ['2 active date-invalid']);
  });

  it('has each fault named by line and column, those between lines too', () => {
    const table =
      'name,ownerEmail,leadDays,after\nShop,lea,x,\nTill,,1,Archive\nShop,,1,\nPress,,1,Print\nPrint,,1,Press\n';
    assert.deepEqual(faults(table), [
      '2 ownerEmail email-invalid',
      '2 leadDays count-out-of-range',
      '3 after system-unknown',
      '5 after systems-in-circle',
      '6 after systems-in-circle',
    ]);
    assert.deepEqual(faults('name\nShop\nSHOP'), ['2 name system-name-taken', '3 name system-name-taken']);
  });

  it('counts lines as a text editor does, also where a cell has several', () => {
    assert.deepEqual(faults('name,purpose,leadDays\nShop,"a\nb\nc",1\nTill,,x\n'), [
      '5 leadDays count-out-of-range',
    ]);
  });

  it('has a fault named by the line on which it begins, also after a line that tells Excel of the separator', () => {
    assert.deepEqual(faults('name,purpose,leadDays\nShop,"a\nb\nc",x\n'), ['2 leadDays count-out-of-range']);
    assert.deepEqual(faults('sep=;\nname;leadDays\nShop;x\n'), ['3 leadDays count-out-of-range']);
  });

  it('is read with tabs between its cells, as a copied range of a spreadsheet has them', () => {
    const [one] = plan('name\tpurpose\nShop\tOrders, letters; calls\n').added;
    assert.deepEqual([one?.name, one?.purpose], ['Shop', 'Orders, letters; calls']);
  });

  it('of five thousand lines is looked at within seconds, also where all of them wait for each other', () => {
    const lines = (last: string) =>
      [
        'name,after',
        ...Array.from({ length: 5000 }, (_, n) => `S${n},${n === 4999 ? last : `S${n + 1}`}`),
      ].join('\n');
    const start = performance.now();
    assert.equal(plan(lines('')).added.length, 5000);
    const [first] = plan(lines('S0')).faults;
    assert.equal(plan(lines('S0')).faults.length, 5000);
    assert.equal(first?.fault.data.names, 'S0 → S1 → S2 → S3 → S4 → S5 → S6 → S7 → S8 → S9 → … → S0');
    assert.ok(performance.now() - start < 10_000);
  });

  it('gives back what an export made harmless for spreadsheets', () => {
    const [one] = plan("name,purpose\nShop,'=cmd\n").added;
    assert.equal(one?.purpose, '=cmd');
  });

  for (const [title, table, code] of [
    ['has no column name', 'system\nShop', 'csv-without-name'],
    ['has a column that the register does not know', 'name,colour\nShop,red', 'csv-column-unknown'],
    ['has a column twice', 'name,place,Place\nShop,a,b', 'csv-column-twice'],
    ['has a quote that never ends', 'name\n"Shop', 'csv-unreadable'],
    ['has a line with more cells than columns', 'name,place\nShop,a,b', 'csv-cells-too-many'],
    ['is empty', '', 'csv-without-name'],
  ] as const)
    it(`is none where it ${title}`, () => {
      assert.throws(
        () => plan(table),
        (error) => error instanceof RuleViolation && error.code === code && error.field === 'file',
      );
    });
});
