import { type ChangedLine, changedLines } from '../../domain/letters/difference.ts';
import type { TemplateVersion } from '../../models/letterTemplate/find.ts';
import { longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { TEMPLATES } from './index.ts';

/** One version: who wrote it and when, the lines that changed, and the way to take its words again. */
export type VersionShown = {
  title: string;
  lines: ChangedLine[];
  said?: string;
  again?: { href: string; text: string };
};

type VersionsInput = { row?: { id: number }; zone: string; before?: number; mayChange: boolean };

/** One version of a template as its page shows it. */
export function versionOf(
  base: FrameBase,
  { row, zone, before, mayChange }: VersionsInput,
  { id, at, who, was, is }: TemplateVersion,
  isFirst: boolean,
): VersionShown {
  const { t, language } = base;
  const state =
    was?.isUsed === is.isUsed ? undefined : t(is.isUsed ? 'templates:begun' : 'templates:putAside');
  const isPresent = isFirst && before === undefined;
  return {
    title: t('systems:changedBy', {
      at: longMoment(at, language, zone),
      who: who ?? t('systems:commandLine'),
    }),
    lines: was ? changedLines(`${was.subject}\n${was.body}`, `${is.subject}\n${is.body}`) : [],
    said: was ? state : t('templates:added'),
    again:
      isPresent || !mayChange
        ? undefined
        : { href: `${TEMPLATES}/${row?.id}?version=${id}`, text: t('templates:again') },
  };
}
