import { addressLines } from '../../domain/addressLines.ts';
import type { FilePage } from '../../models/answerPackage/reading.ts';
import type { Enclosure } from '../../models/letter/enclosures.ts';
import type { LetterText, PaperTable } from '../../models/letter/words.ts';
import { longDate } from '../dates.ts';
import { type Language, type T, translator } from '../i18n.ts';
import { containedIn } from '../letters/sheet.ts';

type EnclosuresInput = {
  files: readonly Enclosure[];
  request: { reference: string; personName: string | null; language: string; zone: string };
  organisation: { name: string; postalAddress: string };
  now: Date;
};

/** What goes with an answer on paper, as words to typeset: a list that says of each file how it is enclosed, then each one that is printed, on pages of its own. */
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
      body: [listOf(t, files), ...files.flatMap((file, nth) => bodyOf(t, file, nth))].map(containedIn),
    },
  };
}

/** Each file, and how it is enclosed: printed, on so many pages, or on the data carrier. */
function listOf(t: T, files: readonly Enclosure[]): PaperTable {
  return {
    title: t('letters:enclosures.list', { count: files.length }),
    paragraphs: files.some(isOnCarrier) ? [t('letters:enclosures.carrier')] : [],
    columns: [t('letters:enclosures.name'), t('letters:enclosures.form')],
    rows: files.map((file) => [
      file.name,
      t(isOnCarrier(file) ? 'letters:enclosures.onCarrier' : 'letters:enclosures.printed'),
    ]),
    counted: files.map((file, nth) =>
      isOnCarrier(file)
        ? null
        : {
            mark: markOf(nth),
            one: t('letters:enclosures.onePage'),
            other: t('letters:enclosures.manyPages'),
          },
    ),
  };
}

/** Whether a file goes on a data carrier, since it is no text or too long to print. */
export const isOnCarrier = ({ pages }: Enclosure): boolean => pages.length === 0;

const markOf = (nth: number): string => `enclosure-${nth + 1}`;

function bodyOf(t: T, file: Enclosure, nth: number): PaperTable[] {
  if (isOnCarrier(file)) return [];
  const paragraphs = file.pages.flatMap((page) => pageText(t, page));
  return [{ title: file.name, paragraphs, columns: ['', ''], rows: [], mark: markOf(nth) }];
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
