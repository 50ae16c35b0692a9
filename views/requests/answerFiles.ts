import { RELEASES } from '../../domain/answers/answerFile.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { PreparedFile } from '../../models/answerDraft/files.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { descriptionFields, type NamedSystem } from './answerFileDescription.ts';
import { type AnswerFileTable, answerFileTable } from './answerFileRows.ts';
import { answerFilesPath } from './answerFilesPath.ts';

type AnswerFilesPage = {
  frame: Frame;
  back: { href: string; text: string };
  errors: Record<string, string>;
  table?: AnswerFileTable;
  none: string;
  /** Adds files, while the request can be answered. */
  form?: object;
};

type AnswerFilesGiven = {
  page: RequestPage;
  files: readonly PreparedFile[];
  /** The systems that a file may come from. */
  systems: readonly NamedSystem[];
  /** What was typed of files that were not taken. */
  typed?: Record<string, string>;
  fault?: RuleViolation;
};

/** The files of an answer before it is sent. View: `requests/answerFiles`. */
export function answerFilesPage(base: FrameBase, given: AnswerFilesGiven): AnswerFilesPage {
  const { t } = base;
  const { page, files, fault } = given;
  const { reference } = page.request;
  const errors = fault ? errorsOf(t, [fault]) : {};
  return {
    frame: { ...base, title: t('answerFiles:title'), faulty: Boolean(fault) },
    back: { href: `/requests/${reference}/answer`, text: t('gate:backToAnswer') },
    errors,
    table: files.length > 0 ? answerFileTable(base, page, files) : undefined,
    none: files.length === 0 ? t('answerFiles:none') : '',
    form: page.actions.includes('answer') ? addForm(base, given, errors) : undefined,
  };
}

function addForm(
  base: FrameBase,
  { page, systems, typed = {} }: AnswerFilesGiven,
  errors: Record<string, string>,
): object {
  const { t } = base;
  const { reference, language } = page.request;
  return {
    action: answerFilesPath(reference),
    files: true,
    fields: [
      {
        partial: 'file',
        name: 'files',
        label: t('answerFiles:add'),
        hint: t('answerFiles:addHint'),
        multiple: true,
        error: errors.files,
      },
      ...descriptionFields(base, { systems, language, values: typed, errors }),
      {
        partial: 'choices',
        name: 'release',
        legend: t('answerFiles:release'),
        options: ['', ...RELEASES].map((value) => ({
          value,
          text: t(`answerFiles:releaseAll.${value || 'later'}`),
          hint: value === 'released-unread' ? t('answerFiles:unreadHint') : undefined,
        })),
        values: [typed.release ?? ''],
        error: errors.release,
      },
    ],
    button: { text: t('answerFiles:addButton') },
  };
}
