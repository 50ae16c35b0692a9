import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ListedImport } from '../../models/registerImport/page.ts';
import { shortMoment } from '../dates.ts';
import { errorsOf, type FieldErrors } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

type ImportsPageInput = { imports: readonly ListedImport[]; zone: string; faults: readonly RuleViolation[] };
type ImportsPage = {
  frame: Frame;
  errors: FieldErrors;
  form: object;
  exports: { href: string; text: string }[];
  former?: { caption: string; columns: { text: string; numeric?: boolean }[]; rows: object[] };
};

const FORMER = ['file', 'when', 'who', 'state', 'made'] as const;

/** The register of requests, in and out: a table to give, what was given before, and the register as a table. */
export function importsPage(base: FrameBase, { imports, zone, faults }: ImportsPageInput): ImportsPage {
  const { t, language } = base;
  const errors = errorsOf(t, faults);
  return {
    frame: { ...base, title: t('registerImport:title'), faulty: faults.length > 0 },
    errors,
    form: {
      action: '/settings/import',
      files: true,
      fields: [
        {
          partial: 'file',
          name: 'files',
          label: t('registerImport:file'),
          hint: t('registerImport:fileHint'),
          accept: '.csv,text/csv',
          error: errors.files,
        },
      ],
      button: { text: t('registerImport:look') },
    },
    exports: [
      { href: '/settings/import/export', text: t('registerImport:export') },
      { href: '/settings/import/export?columns=all', text: t('registerImport:exportAll') },
    ],
    former:
      imports.length === 0
        ? undefined
        : {
            caption: t('registerImport:former'),
            columns: FORMER.map((name) => ({
              text: t(`registerImport:head.${name}`),
              numeric: name === 'made',
            })),
            rows: imports.map(({ id, fileName, begunAt, actor, state, made }) => ({
              cells: [
                { text: fileName, href: `/settings/import/${id}` },
                { text: shortMoment(begunAt, language, zone) },
                { text: actor || t('events:actor.command-line') },
                { text: t(`registerImport:state.${state}`) },
                { text: String(made) },
              ],
            })),
          },
  };
}
