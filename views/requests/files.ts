import { localeOf } from '../../domain/languages.ts';
import {
  type AttachmentPurpose,
  MESSAGE_PURPOSES,
  REQUEST_PURPOSES,
} from '../../domain/lifecycle/vocabulary.ts';
import type { FileNote, RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { shortDate } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';

/** A file of the request: its link for a user who may open it, or when it was destroyed. */
export type ShownFile = { name: string; about: string; href?: string };

type FileListInput = { page: RequestPage; mayReadFiles: boolean };

/** What files from the person are for, with the request and later. */
const FROM_PERSON: readonly AttachmentPurpose[] = [...REQUEST_PURPOSES, ...MESSAGE_PURPOSES];

/** The files from the person, except those shown beside their messages. */
export function filesOfPerson(base: FrameBase, given: FileListInput): ShownFile[] {
  const inMessages = given.page.messages.flatMap(({ files }) => files);
  return given.page.files
    .filter(({ id, purpose }) => FROM_PERSON.includes(purpose) && !inMessages.includes(id))
    .map((file) => fileRow(base, given, file));
}

/** The files that a fact refers to by id. */
export function filesById(base: FrameBase, given: FileListInput, ids: unknown): ShownFile[] {
  if (!Array.isArray(ids)) return [];
  return given.page.files.filter(({ id }) => ids.includes(id)).map((file) => fileRow(base, given, file));
}

function fileRow(base: FrameBase, { page, mayReadFiles }: FileListInput, file: FileNote): ShownFile {
  const { t, language } = base;
  const { reference, zone } = page.request;
  if (file.destroyedAt) {
    const day = shortDate(file.destroyedAt, language, zone);
    return { name: t(`events:purpose.${file.purpose}`), about: t('requests:file.destroyed', { day }) };
  }
  const words = [
    t(`events:purpose.${file.purpose}`),
    sizeWords(base, file.size),
    shortDate(file.createdAt, language, zone),
  ];
  const href = mayReadFiles ? `/requests/${reference}/files/${file.id}` : undefined;
  return { name: file.name, about: words.join(', '), href };
}

function sizeWords({ t, language }: FrameBase, bytes: number): string {
  const [unit, size] = bytes < 1_000_000 ? ['kB', bytes / 1000] : ['MB', bytes / 1_000_000];
  const digits = size < 10 && bytes >= 1000 ? 1 : 0;
  const number = Math.max(size, bytes > 0 ? 0.1 : 0).toLocaleString(localeOf(language), {
    maximumFractionDigits: Math.max(digits, size < 1 ? 1 : 0),
  });
  return t(`requests:file.${unit}`, { number });
}
