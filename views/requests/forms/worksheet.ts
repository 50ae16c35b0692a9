import { languageName } from '../../../domain/languages.ts';
import { verbPath } from '../../../domain/lifecycle/verbs.ts';
import {
  needsWorksheet,
  openIn,
  WORKSHEET_CASES,
  WORKSHEET_FIELDS,
} from '../../../domain/lifecycle/worksheet.ts';
import { groundsFor } from '../../../domain/policies/grounds.ts';
import { longDate } from '../../dates.ts';
import { ask, type FormContext, type FormField } from './context.ts';

/** The questions of the worksheet, with what was saved last. */
export function worksheetFields(context: FormContext): FormField[] {
  const { t, page } = context;
  const sheet = page.worksheets.at(-1)?.sheet ?? {};
  return WORKSHEET_FIELDS.map((name) => {
    const more = {
      value: sheet[name],
      label: t(`verbs:worksheet.label.${name}`),
      hint: name.endsWith('Evidence') ? undefined : t(`verbs:worksheet.fieldHint.${name}`),
    };
    switch (name) {
      case 'case':
        return ask(context, 'choices', name, {
          ...more,
          options: WORKSHEET_CASES.map((value) => ({ value, text: t(`verbs:worksheet.case.${value}`) })),
        });
      case 'earlierOn':
        return ask(context, 'field', name, { ...more, type: 'date', width: 'short', optional: true });
      case 'decidedBy':
      case 'checkedBy':
        return ask(context, 'field', name, { ...more, width: 'medium' });
      case 'letter':
        return ask(context, 'textarea', name, {
          ...more,
          rows: 5,
          hint: `${more.hint} ${t('verbs:inLanguage', { language: languageName(page.request.language) })}`,
        });
      default:
        return name.endsWith('Evidence')
          ? ask(context, 'field', name, more)
          : ask(context, 'textarea', name, { ...more, rows: 4 });
    }
  });
}

/** What the ground asks for, and the last day of the month in which such a refusal is announced. */
export function worksheetHint({ t, language, page, now }: FormContext): string {
  const notice = page.deadlines.find(({ clock }) => clock === 'refusal-notice');
  const hint = t('verbs:worksheet.hint');
  if (!notice?.dueOn || !notice.lateAt) return hint;
  const day = longDate(notice.dueOn, language);
  return `${hint} ${t(now < notice.lateAt ? 'verbs:worksheet.by' : 'verbs:worksheet.late', { day })}`;
}

/** How a ground of refusal stands with its worksheet, in words; undefined for a ground that needs none. */
export function worksheetWords(
  { t, page }: Pick<FormContext, 't' | 'page'>,
  ground: Parameters<typeof needsWorksheet>[0],
): string | undefined {
  if (!needsWorksheet(ground)) return undefined;
  const last = page.worksheets.at(-1);
  if (!last) return t('verbs:worksheet.none');
  const count = openIn(last.sheet).length;
  return count > 0 ? t('verbs:worksheet.open', { count }) : t('verbs:worksheet.complete');
}

/** The way to the worksheet, where a ground of this request takes one. */
export function wayToWorksheet({ t, page }: FormContext): FormField[] {
  const { right, reference } = page.request;
  if (!groundsFor(page.policy, right).some(needsWorksheet)) return [];
  const href = verbPath('worksheet', reference);
  return [{ partial: 'way', href, text: t('verbs:worksheet.way') }];
}

/** What a complete worksheet fills in of the refusal: its ground, and the facts as the person will read them. */
export function fromWorksheet({ page }: FormContext): { ground?: string; reason?: string } {
  const last = page.worksheets.at(-1);
  if (!last || openIn(last.sheet).length > 0) return {};
  const ground = groundsFor(page.policy, page.request.right).find(needsWorksheet);
  return ground ? { ground: ground.id, reason: last.sheet.letter } : {};
}
