import type { ContentsChange } from '../../domain/answers/changes.ts';
import type { ContentSection, ToldSection } from '../../domain/answers/content.ts';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Language } from '../../domain/languages.ts';
import type { OwnCategory } from '../../domain/policies/categories.ts';
import type { Law } from '../../domain/policies/law.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import type { Recourse } from '../../domain/policies/recourse.ts';

/** What is needed to put the contents of an answer into the words of its reader. */
export type ContentsToTell = {
  sections: readonly ContentSection[];
  language: Language;
  law: Law;
  recourse: Recourse;
  names: { own: readonly OwnCategory[]; packs: readonly PolicyPack[] };
  /** What changed since an earlier answer to the same person, and what that one told. */
  since?: { day: CalendarDate; changes: readonly ContentsChange[]; told: readonly ToldSection[] };
};

/** Puts the contents of an answer into words. The views implement it. */
export type ContentsWriter = (contents: ContentsToTell) => ToldSection[];
