import { namedWithSystem } from '../../domain/answers/namedWithSystem.ts';
import type { Recourse } from '../../domain/policies/recourse.ts';
import { readableKind } from '../../domain/readable/kind.ts';
import type { Right } from '../../domain/rights.ts';
import type { Opened } from '../../models/answerPackage/open.ts';
import { inTwo, type ShownContents, saysWhereToComplain } from '../contents/shown.ts';
import { longDate, longMoment } from '../dates.ts';
import { at } from '../intake/address.ts';
import { recourseWords } from '../law.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { keptBackLines } from '../letters/keptBack.ts';
import { sizeWords } from '../sizes.ts';
import { aboutOf } from '../status/about.ts';
import { transmissionWords } from '../transmissions/words.ts';

type AnswerPage = {
  frame: Frame;
  about: string;
  /** Of the answer's own words; the page around them may be in another. */
  language: string;
  text: string;
  nothingHeld?: string;
  /** What changed since an earlier answer, before all else; then what it says in words. */
  changes: ShownContents;
  contents: ShownContents;
  /** The answer that this one completes. */
  completes?: string;
  /** What is still to come, by when and why. */
  rest?: { follows: string; why: string };
  /** What was left out, and why. */
  keptBack: string[];
  files: { name: string; size: string; href: string; read?: string }[];
  package: string;
  /** How often it was fetched before, and when last. */
  fetched?: string;
  /** What became of the wish that the data go to another provider, and the way to make it. */
  transmission?: { told: string[]; href: string };
  until: string;
  /** Where to complain, unless the contents say so. */
  complaint: string;
};

type AnswerPageInput = {
  answer: { expiresAt: Date };
  request: {
    reference: string;
    right: Right;
    zone: string;
    language: string;
    personEmail: string | null;
  };
  opened: Opened;
  token: string;
  recourse: Recourse;
  now: Date;
};

/** The answer: its text and its files. View: `answers/show`. */
export function answerPage(
  base: FrameBase,
  { answer, request, opened, token, recourse, now }: AnswerPageInput,
): AnswerPage {
  const { t, language } = base;
  const here = at(base, `/answers/${encodeURIComponent(token)}`);
  return {
    frame: { ...base, title: t('answers:title'), indexed: false },
    about: aboutOf(base, request, opened.client),
    language: request.language,
    text: opened.text,
    nothingHeld: opened.nothingHeld || undefined,
    ...inTwo(base, opened.told),
    completes:
      opened.completes && t('letters:answer.completes', { day: longDate(opened.completes, language) }),
    rest: opened.followsOn && {
      follows: t('letters:answer.follows', { day: longDate(opened.followsOn, language) }),
      why: opened.incomplete ?? '',
    },
    keptBack: keptBackLines(base, opened.keptBack),
    files: opened.files.map(({ id, name, mediaType, size, system }) => ({
      name: namedWithSystem({ name, system }),
      size: sizeWords(size, t, language),
      href: `${here}/files/${id}`,
      read: readableKind(name, mediaType) && `${here}/files/${id}/read`,
    })),
    package: `${here}/package`,
    fetched: opened.fetched && fetchedWords(base, opened.fetched, request.zone),
    transmission: opened.transmissions && {
      told: opened.transmissions.map((note) => transmissionWords(base, note, { now, zone: request.zone })),
      href: `${here}/transmission`,
    },
    until: t('answers:until', { day: longMoment(answer.expiresAt, language, request.zone) }),
    complaint: saysWhereToComplain(opened.told) ? '' : recourseWords(base, recourse, 'full').join(' '),
  };
}

const fetchedWords = (
  { t, language }: FrameBase,
  { count, lastAt }: { count: number; lastAt: Date },
  zone: string,
): string => t('answers:fetched', { count, at: longMoment(lastAt, language, zone) });
