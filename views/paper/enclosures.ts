import { addressLines } from '../../domain/addressLines.ts';
import { contained } from '../../domain/writing.ts';
import type { FilePage } from '../../models/answerPackage/reading.ts';
import type { Enclosure } from '../../models/letter/enclosures.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { longDate } from '../dates.ts';
import { type Language, type T, translator } from '../i18n.ts';

type EnclosuresInput = {
  files: readonly Enclosure[];
  request: { reference: string; personName: string | null; language: string; zone: string };
  organisation: { name: string; postalAddress: string };
  now: Date;
};

/** What goes with an answer on paper, as words to typeset: each file record by record, or that it is on the data carrier. */
export function enclosuresText({ files, request, organisation, now }: EnclosuresInput): LetterText {
  const language = request.language as Language;
  const t = translator(language);
  const { reference } = request;
  return {
    subject: t('letters:enclosures.subject', { reference }),
    text: '',
    sheet: {
      language,
      from: addressLines(organisation.name, organisation.postalAddress),
      to: request.personName ? [request.personName] : [],
      on: longDate(now, language, request.zone),
      reference: t('letters:sheet.reference', { references: reference }),
      body: files.flatMap((file) => bodyOf(t, file)).map(contained),
    },
  };
}

function bodyOf(t: T, { name, pages }: Enclosure): string[] {
  if (pages.length === 0) return [t('letters:enclosures.carrier', { name })];
  return [t('letters:enclosures.file', { name }), ...pages.flatMap((page) => pageText(t, page))];
}

function pageText(t: T, page: FilePage): string[] {
  if (page.kind === 'lines') return [page.text];
  if (page.kind === 'tree')
    return [
      page.lines
        .filter(({ depth }) => depth > 0)
        .map(({ depth, name, value }) => `${'\u00a0\u00a0'.repeat(depth - 1)}${name}: ${value}`.trimEnd())
        .join('\n'),
    ];
  return page.rows.map((row, nth) =>
    [
      t('letters:enclosures.record', { number: page.row + nth + 1 }),
      ...row.map((cell, at) => `${page.columns[at] ?? ''}: ${cell}`),
    ].join('\n'),
  );
}
