import { LEAVING_OUT_REASONS } from '../../domain/answers/answerFile.ts';
import { pagesTyped } from '../../domain/answers/pageNumbers.ts';
import { formOf } from '../../domain/redaction/handling.ts';
import { REMOVAL_REASONS, type RemovalReason } from '../../domain/redaction/removal.ts';
import type { PreparedFile } from '../../models/answerDraft/files.ts';
import { type FrameBase, TYPING } from '../layouts/frame.ts';
import { descriptionFields } from './answerFileDescription.ts';
import type { AnswerFileGiven } from './answerFileGiven.ts';
import { answerFilesPath } from './answerFilesPath.ts';

/** The presses that release a file, and the folded forms that take something out of it. */
export type FileForms = { releases: object[]; folded: object[] };

/** What can be decided about a file of an answer. */
export function fileForms(
  base: FrameBase,
  given: AnswerFileGiven,
  errors: Record<string, string>,
): FileForms {
  const { page, file, typed } = given;
  const { handling } = file;
  const here = answerFilesPath(page.request.reference, file.id);
  return {
    releases: [
      ...(handling.looked ? [releaseForm(base, here, file, 'looked-at')] : []),
      releaseForm(base, here, file, 'released-unread'),
    ],
    folded: [
      ...(mayRemoveFrom(file)
        ? [removalForm(base, here, file, { ...typedBefore(file), ...typed }, errors)]
        : []),
      ...(formOf(file) === 'pdf' ? [hiddenDataForm(base, here, file)] : []),
      ...(file.isHandedOver ? [] : [describeForm(base, here, given, errors)]),
      leaveOutForm(base, here, file, errors),
    ],
  };
}

/** Whether something can be taken out of such a file. */
export const mayRemoveFrom = ({ handling }: Pick<PreparedFile, 'handling'>): boolean =>
  handling.words || handling.pages;

const seen = ({ version, copy }: PreparedFile) => [
  { partial: 'hidden', name: 'version', value: String(version) },
  ...(copy ? [{ partial: 'hidden', name: 'copy', value: String(copy.id) }] : []),
];

function releaseForm({ t }: FrameBase, here: string, file: PreparedFile, release: string): object {
  return {
    action: `${here}/release`,
    fields: seen(file),
    button: {
      text: t(`answerFiles:press.${release}`),
      name: 'release',
      value: release,
      kind: release === 'looked-at' ? 'primary' : 'quiet',
    },
  };
}

function removalForm(
  { t }: FrameBase,
  here: string,
  file: PreparedFile,
  values: Record<string, string>,
  errors: Record<string, string>,
): object {
  const { words, pages } = file.handling;
  const fields = REMOVAL_REASONS.flatMap((reason) => [
    ...(words ? [ask('words', reason, { partial: 'textarea', rows: 3 })] : []),
    ...(pages ? [ask('pages', reason, { partial: 'field', width: 'short' })] : []),
  ]);
  function ask(what: string, reason: RemovalReason, more: object) {
    const name = `${what}-${reason}`;
    return {
      ...more,
      name,
      id: name,
      optional: true,
      label: t(`answerFiles:${what}.${reason}`),
      value: values[name] ?? '',
      error: errors[name],
    };
  }
  const wrong = Object.keys(errors).some((name) => name === '' || /^(?:words|pages)-/.test(name));
  return {
    id: 'removals',
    title: t(`answerFiles:remove.${pages ? 'title' : 'titleWords'}`),
    hint: t('answerFiles:remove.hint'),
    open: wrong || file.removals.length > 0 || fields.some(({ value }) => value !== ''),
    form: {
      id: TYPING,
      action: `${here}/removals`,
      fields: [...seen(file), ...fields],
      button: { text: t('answerFiles:remove.button'), kind: 'quiet' },
    },
  };
}

/** What is removed now, as it was typed. */
export function typedBefore({ removals }: PreparedFile): Record<string, string> {
  const saved: Record<string, string> = {};
  for (const removal of removals) {
    const name = `${removal.kind}-${removal.reason}`;
    const typed = removal.kind === 'words' ? removal.words : pagesTyped(removal.pages);
    saved[name] = [saved[name], typed].filter(Boolean).join('\n');
  }
  return saved;
}

/** Whether a PDF leaves with the metadata that it came with. */
function hiddenDataForm({ t }: FrameBase, here: string, file: PreparedFile): object {
  const choice = file.asItCame ? 'out' : 'kept';
  return {
    id: 'hidden-data',
    title: t('answerFiles:hidden.title'),
    hint: t(`answerFiles:hidden.hint.${choice}`),
    open: false,
    form: {
      action: `${here}/hidden-data`,
      fields: seen(file),
      button: {
        text: t(`answerFiles:hidden.button.${choice}`),
        name: 'hidden',
        value: choice,
        kind: 'quiet',
      },
    },
  };
}

/** Where a file comes from that was put into the answer here, and what it is. */
function describeForm(
  base: FrameBase,
  here: string,
  { page, file, systems, typed }: AnswerFileGiven,
  errors: Record<string, string>,
): object {
  const { t } = base;
  const { systemId, meaning = '' } = file.described ?? {};
  const saved = { system: systemId === undefined ? '' : String(systemId), meaning };
  const { language } = page.request;
  return {
    id: 'description',
    title: t('answerFiles:describe.title'),
    hint: t('answerFiles:describe.hint'),
    open: Boolean(errors.system || errors.meaning),
    form: {
      action: `${here}/description`,
      fields: [
        ...seen(file),
        ...descriptionFields(base, { systems, language, values: { ...saved, ...typed }, errors }),
      ],
      button: { text: t('answerFiles:describe.button'), kind: 'quiet' },
    },
  };
}

function leaveOutForm(
  { t }: FrameBase,
  here: string,
  file: PreparedFile,
  errors: Record<string, string>,
): object {
  return {
    id: 'left-out',
    title: t('answerFiles:leaveOut.title'),
    hint: t('answerFiles:leaveOut.hint'),
    open: Boolean(errors.reason),
    form: {
      action: `${here}/left-out`,
      fields: [
        ...seen(file),
        {
          partial: 'choices',
          name: 'reason',
          legend: t('answerFiles:leaveOut.reason'),
          options: LEAVING_OUT_REASONS.map((value) => ({
            value,
            text: t(`answerFiles:reason.${value}`),
            hint: value === 'not-of-person' ? t('answerFiles:untold') : undefined,
          })),
          values: file.reason ? [file.reason] : [],
          error: errors.reason,
        },
      ],
      button: { text: t('answerFiles:leaveOut.button'), kind: 'quiet' },
    },
  };
}
