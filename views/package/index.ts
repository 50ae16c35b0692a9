import type { KeptBack } from '../../domain/answers/answerFile.ts';
import type { ToldSection } from '../../domain/answers/content.ts';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { type PackedFile, PLACES } from '../../domain/package/manifest.ts';
import type { Recourse } from '../../domain/policies/recourse.ts';
import type { Right } from '../../domain/rights.ts';
import { inTwo, type ShownContents, saysWhereToComplain } from '../contents/shown.ts';
import { longDate } from '../dates.ts';
import { type Language, translator } from '../i18n.ts';
import { recourseWords } from '../law.ts';
import { type Frame, plainFrame } from '../layouts/frame.ts';
import { keptBackLines } from '../letters/keptBack.ts';
import { sizeWords } from '../sizes.ts';
import { ownMeaning } from './meanings.ts';

/** What the page and the letter of a package tell of: the answer, its request, and who gives it. */
export type Packed = {
  text: string;
  nothingHeld: string;
  /** What it says in words, as it left. */
  told: readonly ToldSection[];
  /** Where something is missing: why, and by which day it follows. */
  rest?: { why: string; followsOn: CalendarDate };
  /** On which day the answer left that it completes. */
  completes?: CalendarDate;
  client?: string;
  /** What was left out. */
  keptBack?: KeptBack;
  answeredAt: Date;
  request: {
    reference: string;
    right: Right;
    zone: string;
    receivedAt: Date;
    personName: string | null;
  };
  organisation: { name: string; replyAddress: string; postalAddress: string };
  recourse: Recourse;
  language: Language;
};

type FileGroup = { title: string; about: string; files: { href: string; name: string; note: string }[] };

type PackageIndex = {
  frame: Frame;
  lead: string;
  list: { id: string; title: string }[];
  changes: ShownContents;
  contents: ShownContents;
  text: string;
  nothingHeld?: string;
  /** What is still to come, by when and why. */
  rest?: { follows: string; why: string };
  /** The answer that this one completes. */
  completes?: string;
  letter: string;
  filesTitle: string;
  groups: FileGroup[];
  keptBack: string[];
  known: string[];
  rights: string[];
  /** Where what describes the data for programs is. */
  schemas?: string;
  made: string;
};

/** The first page of a package. It opens from a disk: no address of the desk is in it. View: `package/index`. */
export function packageIndex(packed: Packed, files: readonly PackedFile[], version: number): PackageIndex {
  const { request, organisation, language, client, text, nothingHeld, rest } = packed;
  const frame = plainFrame(language, organisation.name);
  const { t } = frame;
  const day = (at: Date) => longDate(at, language, request.zone);
  const answered = day(packed.answeredAt);
  const when = {
    asked: day(request.receivedAt),
    right: t(`letters:right.${request.right}`),
    answered,
    client,
  };
  const filesTitle = t('package:files.title', { count: files.filter(isForPeople).length });
  const said = inTwo(frame, packed.told);
  const isToAsk = request.right === 'access' && packed.told.length === 0;
  const known = isToAsk ? KNOWN.map((each) => t(`package:known.items.${each}`)) : [];
  const keptBack = keptBackLines(frame, packed.keptBack);
  return {
    frame: { ...frame, title: t('package:title', { organisation: organisation.name }) },
    lead: t(client ? 'package:leadFor' : 'package:lead', when),
    list: [
      ...said.changes.map(({ id, title }) => ({ id, title })),
      { id: 'answer', title: t('package:answer.title') },
      ...said.contents.map(({ id, title }) => ({ id, title })),
      ...(rest ? [{ id: 'rest', title: t('answers:rest') }] : []),
      ...(files.length > 0 ? [{ id: 'files', title: filesTitle }] : []),
      ...(keptBack.length > 0 ? [{ id: 'left-out', title: t('letters:keptBack.title') }] : []),
      ...(known.length > 0 ? [{ id: 'known', title: t('package:known.title') }] : []),
      { id: 'rights', title: t('package:rights.title') },
      { id: 'check', title: t('package:check.title') },
    ],
    ...said,
    text,
    nothingHeld: nothingHeld || undefined,
    rest: rest && {
      follows: t('letters:answer.follows', { day: longDate(rest.followsOn, language) }),
      why: rest.why,
    },
    completes:
      packed.completes && t('letters:answer.completes', { day: longDate(packed.completes, language) }),
    letter: PLACES.letter,
    filesTitle,
    groups: groupsOf(files, language),
    keptBack,
    known,
    rights: rightsOf(packed),
    schemas: files.some((file) => !isForPeople(file)) ? t('package:files.schemas') : undefined,
    made: t('package:made', { organisation: organisation.name, day: answered, version }),
  };
}

/** Art. 15(1) and (2) GDPR, in the order in which people ask. */
const KNOWN = ['what', 'why', 'who', 'from', 'abroad', 'machines'] as const;

function rightsOf({ request, organisation, recourse, language, told }: Packed): string[] {
  const t = translator(language);
  const { replyAddress: address, postalAddress } = organisation;
  const where = address || postalAddress.replaceAll('\n', ', ');
  return [
    ...(saysWhereToComplain(told) ? [] : [t('package:rights.change')]),
    t('package:rights.missing'),
    t('package:rights.write', { address: where, reference: request.reference }),
    ...(saysWhereToComplain(told) ? [] : [recourseWords({ t, language }, recourse, 'full').join(' ')]),
  ];
}

/** Files by the system that they come from, in the order of the zip. */
function groupsOf(files: readonly PackedFile[], language: Language): FileGroup[] {
  const t = translator(language);
  return [...Map.groupBy(files.filter(isForPeople), ({ system }) => system)].map(([system, each]) => {
    const about = system === null ? '' : sharedMeaning(each);
    return {
      title: system ?? t('package:files.attached'),
      about,
      files: each.map((file) => ({
        href: file.path.split('/').map(encodeURIComponent).join('/'),
        name: file.title,
        note: noteOf(file, about, language),
      })),
    };
  });
}

/** What the files of a group as they came all are; empty where it differs. */
function sharedMeaning(files: readonly PackedFile[]): string {
  const meanings = new Set(files.filter(({ derivedFrom }) => !derivedFrom).map(({ meaning }) => meaning));
  const [only = ''] = meanings;
  return meanings.size === 1 ? only : '';
}

/** What describes data for programs is named once, at the end. */
const isForPeople = ({ path }: PackedFile): boolean => !path.startsWith('schema/');

/** `The same as orders.json, for a spreadsheet. 12 records, 4 kB`. What the files of a group all are stands above them, or, with our answer, in its title. */
function noteOf(file: PackedFile, about: string, language: Language): string {
  const t = translator(language);
  const { system, meaning, noOtherForm, size } = file;
  const alone =
    noOtherForm && t(`package:files.alone.${noOtherForm.reason}`, { line: noOtherForm.line ?? 1 });
  const sizes = [recordsOf(file, language), removedFrom(file, language), sizeWords(size, t, language)]
    .filter(Boolean)
    .join(', ');
  const isSaid = meaning === about || (system === null && meaning === ownMeaning('attached', language));
  return [isSaid ? '' : asSentence(meaning), alone, sizes].filter(Boolean).join(' ');
}

const asSentence = (words: string): string => (/[\p{L}\p{N})]$/u.test(words) ? `${words}.` : words);

const recordsOf = ({ records }: PackedFile, language: Language): string =>
  records === null ? '' : translator(language)('package:files.records', { count: records });

function removedFrom({ redactions }: PackedFile, language: Language): string {
  const count = redactions.reduce((all, one) => all + one.count, 0);
  return count === 0 ? '' : translator(language)('package:files.removed', { count });
}
