import assert from 'node:assert/strict';
import { explainAll } from '../../views/because.ts';
import { type Language, translator } from '../../views/i18n.ts';
import { reasonsOf } from '../support/reasons.ts';

const sentences = (received: string, calendar: string, language: Language = 'en') =>
  explainAll(reasonsOf(received, 'P1M', { calendar }), translator(language), language).map((sentence) =>
    sentence.replaceAll('\u00a0', ' '),
  );
const VERSION = 'date-holidays 3.37.0';

describe('What the reasons of a date say of its calendar (Reg. 1182/71 Art. 2(1))', () => {
  it('with which statute it was compared, and when', () => {
    assert.equal(
      sentences('2026-03-02', 'FR-57')[2],
      `Working days follow the public holidays of France, Moselle (${VERSION}). Compared with the Code du travail, Arts L. 3133-1 and L. 3134-13, on 28 Nov 2026, for 2025 to 2030.`,
    );
    assert.equal(
      sentences('2026-03-02', 'FR-57', 'fr')[2],
      `Jours fériés retenus : France, Moselle (${VERSION}). Calendrier comparé le 28 nov. 2026 avec le code du travail, art. L. 3133-1 et L. 3134-13, pour 2025 à 2030.`,
    );
  });

  it('that two libraries agree, in these words, where nobody read the law', () => {
    assert.equal(
      sentences('2026-03-02', 'DE-BB')[2],
      `Working days follow the public holidays of Germany, Brandenburg (${VERSION}). Two libraries agree (${VERSION} and holidays 0.105, 28 Nov 2026, for 2025 to 2030); not compared with a law.`,
    );
    assert.match(
      sentences('2026-03-02', 'CH-BE', 'fr')[2] ?? '',
      /Deux bibliothèques concordent .* ; pas de comparaison avec une loi\.$/,
    );
  });

  it('that it was not compared', () => {
    for (const calendar of ['CH-UR', 'US-CA', 'JP'])
      assert.match(
        sentences('2026-03-02', calendar)[2] ?? '',
        /Not compared with a law or an official list\.$/,
      );
    assert.match(
      sentences('2026-03-02', 'CH-UR', 'fr')[2] ?? '',
      /comparé à aucune loi ni à aucune liste officielle\.$/,
    );
  });

  it('the versions of what corrects it', () => {
    assert.match(
      sentences('2026-03-02', 'BG+substitutes')[2] ?? '',
      /\(date-holidays 3\.37\.0, BG 2026-11, BG\+substitutes 2026-11\)/,
    );
  });

  it('that the comparison ends before the year of the date', () => {
    assert.ok(
      sentences('2030-12-02', 'CY').includes(
        'That comparison covers 2025 to 2030; the days of 2031 were not compared.',
      ),
    );
    assert.ok(!sentences('2030-11-02', 'CY').some((sentence) => /That comparison covers/.test(sentence)));
  });

  it('Belgium beyond the years of its list: the public holidays of Belgium', () => {
    assert.ok(
      sentences('2026-12-02', 'BE+official').includes(
        'Belgium, as on the list of the European Union: its list covers 2025 to 2026. For 2027 the public holidays of Belgium alone count, which gives the same date or an earlier one.',
      ),
    );
    assert.ok(
      sentences('2026-12-02', 'BE+official', 'fr').includes(
        'Belgique, selon la liste de l’Union européenne : sa liste couvre 2025 à 2026. Pour 2027, seuls comptent les jours fériés de ce pays : Belgique, ce qui donne la même date ou une date antérieure.',
      ),
    );
  });

  it('where a holiday that moved the date holds in some municipalities alone', () => {
    const said = sentences('2026-03-03', 'FR-57');
    const at = said.indexOf('Friday 3 April 2026 is a public holiday: Good Friday.');
    assert.ok(at > 0);
    assert.match(
      said[at + 1] ?? '',
      /^Good Friday is a public holiday only in municipalities that have a Protestant church/,
    );
    assert.ok(!sentences('2026-04-03', 'FR-57').some((sentence) => /Protestant/.test(sentence)));
    assert.match(sentences('2026-04-27', 'FR-MF').join(' '), /the prefecture treats 28 May as the holiday/);
  });

  it('on which reading that can be disputed it rests, and the date without it', () => {
    assert.ok(
      sentences('2026-04-25', 'BG+substitutes').includes(
        'This date rests on an interpretation that can be disputed: days in place of weekend holidays are non-working by Art. 154(2) of the Labour Code, but not on the list of the European Union. Without it the last day is Monday 25 May 2026.',
      ),
    );
    assert.match(
      sentences('2026-04-25', 'PT-20', 'fr').join(' '),
      /Cette date repose sur une interprétation contestable : un jour férié par la seule loi de la région .* Sans elle, le dernier jour est le lundi 25 mai 2026\./,
    );
  });

  it('of a region of Spain: for which acts its days are', () => {
    assert.ok(
      sentences('2026-09-09', 'ES-VC').some((sentence) =>
        /^Regional days are for acts before bodies of the region/.test(sentence),
      ),
    );
  });
});
