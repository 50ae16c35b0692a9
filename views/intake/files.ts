import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { sizeWords } from '../sizes.ts';
import { at } from './address.ts';
import { backFrom, FORM, progressOf } from './question.ts';

type FilesPage = {
  frame: Frame;
  back: string;
  progress: string;
  errors: Record<string, string>;
  action: string;
  from: string;
  files: { name: string; size: string; action: string }[];
  field: object;
  /** For a representative: whether the files prove their authority. */
  mandate?: object;
  goOn: string;
};

type FilesPageInput = {
  files: { id: number; name: string; size: number; mandate?: true }[];
  from: string;
  /** Who the request is for, if for somebody else. */
  client?: string;
  faults: RuleViolation[];
};

/** Question 5: files, if there are any. View: `intake/files`. */
export function filesPage(base: FrameBase, { files, from, client, faults }: FilesPageInput): FilesPage {
  const { t, language } = base;
  const errors = errorsOf(t, faults);
  return {
    frame: {
      ...base,
      title: t('intake:files.title'),
      faulty: faults.length > 0,
      indexed: false,
      typing: FORM,
    },
    back: backFrom(base, 'files', from),
    progress: progressOf(base, 'files'),
    errors,
    action: at(base, '/ask/files'),
    from,
    files: files.map(({ id, name, size, mandate }) => ({
      name,
      size: [sizeWords(size, t, language), mandate && t('intake:files.isMandate')].filter(Boolean).join(', '),
      action: at(base, `/ask/files/${id}/removal`),
    })),
    field: {
      name: 'files',
      label: t(files.length > 0 ? 'intake:files.more' : 'intake:files.label'),
      hint: t('intake:files.hint'),
      error: errors.files,
      multiple: true,
    },
    mandate: client ? mandateField(base, client) : undefined,
    goOn: t(from ? 'intake:saveAndCheck' : 'intake:continue'),
  };
}

const mandateField = ({ t }: FrameBase, client: string) => ({
  type: 'checkbox',
  name: 'mandate',
  legend: t('intake:files.mandateLegend'),
  options: [
    { value: 'yes', text: t('intake:files.mandate', { client }), hint: t('intake:files.mandateHint') },
  ],
});
