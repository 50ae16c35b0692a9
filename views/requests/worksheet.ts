import { isCalendarDate } from '../../domain/calendar/calendarDate.ts';
import { verbPath } from '../../domain/lifecycle/verbs.ts';
import {
  openIn,
  WORKSHEET_FIELDS,
  type Worksheet,
  type WorksheetField,
} from '../../domain/lifecycle/worksheet.ts';
import { longDate, longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { actorName } from './log.ts';
import { isOffered } from './offers.ts';
import type { ShownRequest } from './shownRequest.ts';

/** The worksheet on the request page: how it stands, what it says, and the way to it while it can be changed. */
export type WorksheetPart = {
  state: string;
  saved: string;
  rows: { key: string; lines: string[] }[];
  href?: string;
};

/** The worksheet that was saved last; undefined where there is none. */
export function worksheetPart(base: FrameBase, { page, role }: ShownRequest): WorksheetPart | undefined {
  const { t, language } = base;
  const last = page.worksheets.at(-1);
  if (!last) return undefined;
  const { sheet, version, savedAt, savedBy } = last;
  const open = openIn(sheet).length;
  const asked = WORKSHEET_FIELDS.filter((field) => !field.endsWith('Evidence'));
  return {
    state: open > 0 ? t('verbs:worksheet.open', { count: open }) : t('verbs:worksheet.complete'),
    saved: t('verbs:worksheet.saved', {
      version,
      who: actorName(t, page, savedBy),
      when: longMoment(savedAt, language, page.request.zone),
    }),
    rows: asked
      .map((field) => ({ key: t(`verbs:worksheet.label.${field}`), lines: linesOf(base, sheet, field) }))
      .filter(({ lines }) => lines.length > 0),
    href: isOffered('worksheet', page, role) ? verbPath('worksheet', page.request.reference) : undefined,
  };
}

function linesOf({ t, language }: FrameBase, sheet: Worksheet, field: WorksheetField): string[] {
  const words = sheet[field];
  const evidence = sheet[`${field}Evidence` as WorksheetField];
  const said = words && field === 'case' ? t(`verbs:worksheet.case.${words}`) : words;
  return [
    said && field === 'earlierOn' && isCalendarDate(said) ? longDate(said, language) : said,
    evidence && t('verbs:worksheet.evidence', { evidence }),
  ].filter((line): line is string => Boolean(line));
}
