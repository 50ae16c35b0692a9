import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { PreparedFile } from '../../models/answerDraft/files.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { errorsOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { sizeWords } from '../sizes.ts';
import { type FileForms, fileForms, mayRemoveFrom, typedBefore } from './answerFileForms.ts';
import type { AnswerFileGiven } from './answerFileGiven.ts';
import { fromWords, keptBackWords, stateCell } from './answerFileRows.ts';
import { type FileSeen, fileSeen } from './answerFileSeen.ts';
import { answerFilesPath } from './answerFilesPath.ts';

type AnswerFilePage = {
  frame: Frame;
  back: { href: string; text: string };
  errors: Record<string, string>;
  /** A colleague decided meanwhile: how it stands now, and what was typed here. */
  conflict: { key: string; value: string }[];
  rows: { key: string; value: string; href?: string }[];
  /** What could not be cleaned out of the copy. */
  left?: string;
  /** What the desk cannot do with such a file. */
  warning?: string;
  open: { href: string; text: string }[];
  /** What is seen of it as it would leave. */
  seen: FileSeen;
  forms?: FileForms;
};

/** One file of an answer, and what can be decided about it. View: `requests/answerFile`. */
export function answerFilePage(base: FrameBase, given: AnswerFileGiven): AnswerFilePage {
  const { t } = base;
  const { page, file, seen, fault } = given;
  const stale = fault?.code === 'stale';
  const errors = fault && !stale ? errorsOf(t, [inWords(base, fault)]) : {};
  const rows = rowsOf(base, page, file);
  const forms = page.actions.includes('answer') ? fileForms(base, given, errors) : undefined;
  const typing = forms && mayRemoveFrom(file) ? TYPING : undefined;
  return {
    frame: { ...base, title: file.name, faulty: Boolean(fault), typing },
    back: { href: answerFilesPath(page.request.reference), text: t('answerFiles:title') },
    errors,
    conflict: stale ? [...rows, ...removedRows(base, file)] : [],
    rows: stale ? [] : rows,
    left: leftWords(base, file),
    warning: file.handling.looked ? undefined : t('answerFiles:cannotLook'),
    open: openLinks(base, page.request.reference, given),
    seen: fileSeen(base, file, seen, answerFilesPath(page.request.reference, file.id)),
    forms,
  };
}

/** Where something was found again is said in words. */
const inWords = ({ t }: FrameBase, { code, data, field }: RuleViolation): RuleViolation =>
  new RuleViolation(
    code,
    code === 'removal-survives' ? { ...data, where: t(`answerFiles:place.${data.where}`) } : data,
    field,
  );

function rowsOf(base: FrameBase, page: RequestPage, file: PreparedFile): AnswerFilePage['rows'] {
  const { t, language } = base;
  const state = stateCell(base, page, file);
  const stripped = file.report?.stripped ?? [];
  return [
    { key: t('answerFiles:column.state'), value: [state.text, state.note].filter(Boolean).join(' ') },
    { key: t('answerFiles:from'), value: fromWords(base, file) },
    ...(file.described?.meaning ? [{ key: t('answerFiles:is'), value: file.described.meaning }] : []),
    { key: t('answerFiles:column.size'), value: sizeWords(file.copy?.size ?? file.size, t, language) },
    { key: t('answerFiles:column.keptBack'), value: keptBackWords(base, file) },
    ...(file.copy && file.copy.name !== file.name
      ? [{ key: t('answerFiles:nameOfCopy'), value: file.copy.name }]
      : []),
    ...(stripped.length > 0
      ? [
          {
            key: t('answerFiles:strippedTitle'),
            value: stripped.map((code) => t(`answerFiles:stripped.${code}`)).join(', '),
          },
        ]
      : []),
  ];
}

/** What is removed now, as it was typed. */
const removedRows = ({ t }: FrameBase, file: PreparedFile): AnswerFilePage['rows'] =>
  Object.entries(typedBefore(file)).map(([name, value]) => {
    const [, what, reason] = /^(words|pages)-(.*)$/.exec(name) ?? [];
    return { key: t(`answerFiles:${what}.${reason}`), value };
  });

function leftWords({ t }: FrameBase, { report, handling }: PreparedFile): string | undefined {
  const left = (report?.left ?? []).filter((code) => code !== 'not-cleaned' || handling.looked);
  if (left.length === 0) return undefined;
  return t('answerFiles:leftIn', { what: left.map((code) => t(`answerFiles:left.${code}`)).join(', ') });
}

function openLinks({ t }: FrameBase, reference: string, { file: { id }, seen }: AnswerFileGiven) {
  return [
    { href: `/requests/${reference}/files/${id}`, text: t('answerFiles:open.came') },
    ...(seen.refused
      ? []
      : [{ href: answerFilesPath(reference, id, 'leaving'), text: t('answerFiles:open.copy') }]),
  ];
}
