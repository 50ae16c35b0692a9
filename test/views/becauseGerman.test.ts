import assert from 'node:assert/strict';
import { de, linesOf } from '../support/reads.ts';
import { reasonsOf } from '../support/reasons.ts';

const reads = (steps: Parameters<typeof de>[0], german: string) =>
  assert.deepEqual(de(steps.filter(({ code }) => !code.startsWith('calendar'))), linesOf(german));

describe('The reasons of a date in German', () => {
  it('count one month over 1 May and a weekend, with the articles of the regulation', () => {
    reads(
      reasonsOf('2026-03-31T22:30:00Z', 'P1M'),
      `Eingegangen am Mittwoch, 1. April 2026, 00:30 Uhr (Paris).
       Ein Monat ab dem Tag des Eingangs, Mittwoch, 1. April 2026 (Tag 0, nicht mitgezählt): Die Frist endet am Freitag, 1. Mai 2026 (Art. 3 Abs. 1, Abs. 2 Buchst. c VO 1182/71).
       Freitag, 1. Mai 2026 ist ein gesetzlicher Feiertag: Tag der Arbeit.
       Samstag, 2. Mai 2026 ist kein Arbeitstag.
       Sonntag, 3. Mai 2026 ist kein Arbeitstag.
       Der letzte Tag verschiebt sich auf den nächsten Arbeitstag, Montag, 4. Mai 2026 (Art. 3 Abs. 4 VO 1182/71).
       Fristende (Art. 3 Abs. 2 VO 1182/71): Montag, 4. Mai 2026, bis 24:00 Uhr (Paris).`,
    );
  });

  it('count ten working days over Easter in Berlin, and name what they leave out', () => {
    reads(
      reasonsOf('2026-03-26', 'P10BD', { calendar: 'DE-BE', zone: 'Europe/Berlin' }),
      `Eingegangen am Donnerstag, 26. März 2026; die Uhrzeit ist nicht bekannt.
       10 Arbeitstage ab dem Tag des Eingangs, Donnerstag, 26. März 2026 (Tag 0, nicht mitgezählt): Die Frist endet am Montag, 13. April 2026 (Art. 3 Abs. 1, Abs. 3 VO 1182/71).
       Von diesen 18 Tagen sind keine Arbeitstage (Art. 2 Abs. 2 VO 1182/71): 6 Samstage und Sonntage, 2 gesetzliche Feiertage (Freitag, 3. April 2026, Karfreitag; Montag, 6. April 2026, Ostermontag).
       Fristende (Art. 3 Abs. 2 VO 1182/71): Montag, 13. April 2026, bis 24:00 Uhr (Berlin).`,
    );
  });

  it('name a holiday that the library knows only in its own language', () => {
    const said = de(reasonsOf('2026-07-13', 'P1D', { calendar: 'FR', zone: 'Europe/Paris' })).join(' ');
    assert.match(said, /14\. Juli 2026 ist ein gesetzlicher Feiertag: Französischer Nationalfeiertag\./);
  });
});
