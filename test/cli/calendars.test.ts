import assert from 'node:assert/strict';
import { calendarsCommand } from '../../cli/calendars.ts';
import { runCommand } from '../../cli/run.ts';
import { calendarName } from '../../views/calendars.ts';
import { translator } from '../../views/i18n.ts';

type Row = {
  code: string;
  name: string;
  overlay?: string;
  years: { first: number; last: number };
  compared: { with: string; on: string } | null;
};

describe('rightsdesk calendars', () => {
  const rows: Row[] = JSON.parse(calendarsCommand(['--json']).stdout ?? '');
  const row = (code: string) => rows.find((each) => each.code === code);

  it('names every calendar offered: of each state of the EU and EEA, Swiss canton and British nation', () => {
    const codes = rows.map(({ code }) => code);
    const states =
      'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK';
    assert.deepEqual(
      states.split(' ').filter((state) => !codes.includes(state)),
      [],
    );
    assert.equal(codes.filter((code) => /^CH-..$/.test(code)).length, 26);
    assert.deepEqual(
      codes.filter((code) => code.startsWith('GB')),
      ['GB-ENG', 'GB-NIR', 'GB-SCT', 'GB-WLS'],
    );
    assert.ok(!codes.includes('CH'));
  });

  it('names an overlay once that holds for a whole and for its part', () => {
    assert.equal(row('NL-ZH')?.overlay, 'NL 2026-11');
    assert.equal(row('BG+euro')?.overlay, 'BG 2026-11, BG+euro 2026-11');
  });

  it('says of each the overlays, the years, and with what it was compared', () => {
    assert.deepEqual(row('CY'), {
      code: 'CY',
      name: 'Cyprus',
      overlay: 'CY 2026-11',
      years: { first: 2025, last: 2030 },
      compared: {
        with: 'the state’s list for Reg. 1182/71 (e-Justice portal) and the list of the European Union of 2025',
        on: '2026-11-28',
      },
    });
    assert.deepEqual(row('DE-BB'), {
      code: 'DE-BB',
      name: 'Germany, Brandenburg',
      years: { first: 2025, last: 2030 },
      compared: { with: 'two libraries agree: date-holidays 3.37.0 and holidays 0.105', on: '2026-11-28' },
    });
    assert.deepEqual(row('CH-UR'), {
      code: 'CH-UR',
      name: 'Switzerland, Uri',
      years: { first: 1900, last: 2199 },
      compared: null,
    });
    assert.deepEqual(row('BE+official')?.years, { first: 2025, last: 2026 });
  });

  it('has nothing uncompared but Aargau, Appenzell Ausserrhoden, Uri and Valais', () => {
    const open = rows.filter(({ compared }) => compared === null).map(({ code }) => code);
    assert.deepEqual(open, ['CH-AR+weekdays', 'CH-AG', 'CH-AR', 'CH-UR', 'CH-VS', 'none']);
  });

  it('without --json prints a line for each; other words are wrong usage', async () => {
    const { stdout } = calendarsCommand([]);
    assert.match(
      stdout ?? '',
      /^PT-20 {22}Portugal, Azores \(PT-20 2026-11\): Compared with the Código do Trabalho/m,
    );
    assert.equal((await runCommand(['calendars', 'CY'])).exitCode, 2);
  });

  it('names beside codes, in both languages: no name is a code or holds one', () => {
    for (const language of ['en', 'fr'] as const) {
      const t = translator(language);
      for (const { code } of rows) {
        const name = calendarName(code, language, t);
        assert.doesNotMatch(name, /\b[A-Z]{2}-|\+|undefined|Département/, code);
        assert.ok(name.length > 3, code);
      }
    }
    const fr = translator('fr');
    const french = ['FR-57', 'PT-20', 'DE-BY-KATH', 'GB-SCT', 'US-CA', 'BG+substitutes', 'none'].map((code) =>
      calendarName(code, 'fr', fr),
    );
    assert.deepEqual(french, [
      'France, Moselle',
      'Portugal, Açores',
      'Allemagne, Bavière, communes à majorité catholique',
      'Royaume-Uni, Écosse',
      'États-Unis, California',
      'Bulgarie, avec les jours qui remplacent ceux du week-end',
      'Aucun jour férié, les week-ends seulement',
    ]);
  });
});
