import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { sizeWords } from '../sizes.ts';
import { at } from './address.ts';
import { backFrom, progressOf } from './question.ts';

export type FilesPage = {
  frame: Frame;
  back: string;
  progress: string;
  errors: Record<string, string>;
  action: string;
  from: string;
  files: { name: string; size: string; action: string }[];
  field: object;
  goOn: string;
};

type Given = {
  files: { id: number; name: string; size: number }[];
  from: string;
  faults: RuleViolation[];
};

/** Question 5: files, if there are any. View: `intake/files`. */
export function filesPage(base: FrameBase, { files, from, faults }: Given): FilesPage {
  const { t, language } = base;
  const errors = errorsOf(t, faults);
  return {
    frame: { ...base, title: t('intake:files.title'), faulty: faults.length > 0, indexed: false },
    back: backFrom(base, 'files', from),
    progress: progressOf(base, 'files'),
    errors,
    action: at(base, '/ask/files'),
    from,
    files: files.map(({ id, name, size }) => ({
      name,
      size: sizeWords(size, t, language),
      action: at(base, `/ask/files/${id}/removal`),
    })),
    field: {
      name: 'files',
      label: t(files.length > 0 ? 'intake:files.more' : 'intake:files.label'),
      hint: t('intake:files.hint'),
      error: errors.files,
      multiple: true,
    },
    goOn: t(from ? 'intake:saveAndCheck' : 'intake:continue'),
  };
}
