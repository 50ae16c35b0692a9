import { dataKindOf } from '../package/data/dataKind.ts';

/**
 * What can be done with a file before it leaves. `looked`: it may leave once somebody has looked at it; otherwise only released
 * unread, with a warning.
 */
export type Handling = { words: boolean; pages: boolean; looked: boolean };

/** How a file is read and written. */
export type FileForm =
  | 'text'
  | 'csv'
  | 'json'
  | 'markup'
  | 'mail'
  | 'pdf'
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'xlsx'
  | 'docx';

const HANDLING: Record<FileForm, Handling> = {
  text: { words: true, pages: false, looked: true },
  csv: { words: true, pages: false, looked: true },
  json: { words: true, pages: false, looked: true },
  markup: { words: true, pages: false, looked: true },
  mail: { words: true, pages: false, looked: true },
  pdf: { words: true, pages: true, looked: true },
  jpeg: { words: false, pages: false, looked: true },
  png: { words: false, pages: false, looked: true },
  webp: { words: false, pages: false, looked: false },
  xlsx: { words: false, pages: false, looked: true },
  docx: { words: false, pages: false, looked: true },
};

/** HEIC, video and what the desk does not know: it can neither show nor clean them. */
const UNKNOWN: Handling = { words: false, pages: false, looked: false };

const FORMS_OF_TYPES: Record<string, FileForm> = {
  'text/csv': 'csv',
  'text/tab-separated-values': 'csv',
  'application/json': 'json',
  'application/x-ndjson': 'json',
  'application/geo+json': 'json',
  'text/html': 'markup',
  'application/xhtml+xml': 'markup',
  'text/xml': 'markup',
  'application/xml': 'markup',
  'message/rfc822': 'mail',
  'application/pdf': 'pdf',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
};

/** Types of bytes say nothing about what a text means; its name does. */
const FORMS_OF_NAMES: Record<string, FileForm> = {
  txt: 'text',
  text: 'text',
  log: 'text',
  md: 'text',
  html: 'markup',
  htm: 'markup',
  xml: 'markup',
  eml: 'mail',
};
const FORMS_OF_DATA = { table: 'csv', json: 'json', 'json-lines': 'json' } as const;
const UNTOLD = ['text/plain', 'application/octet-stream', ''];

/** How a file is read and written; undefined where the desk cannot. A vCard or a calendar folds its words, which is why it is not text. */
export function formOf({ name, mediaType }: { name: string; mediaType: string }): FileForm | undefined {
  const [type = ''] = mediaType.toLowerCase().split(';');
  const form = Object.hasOwn(FORMS_OF_TYPES, type.trim()) ? FORMS_OF_TYPES[type.trim()] : undefined;
  if (form || !UNTOLD.includes(type.trim())) return form;
  const data = dataKindOf(name);
  if (data) return FORMS_OF_DATA[data];
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending !== undefined && Object.hasOwn(FORMS_OF_NAMES, ending)) return FORMS_OF_NAMES[ending];
  return type.trim() === 'text/plain' && !FOLDED_NAMES.includes(ending ?? '') ? 'text' : undefined;
}
const FOLDED_NAMES = ['vcf', 'ics', 'rtf', 'mbox', 'svg'];

/** Whether a file can never leave as it is: what it tells of place and camera cannot be taken out of it. */
export const cannotLeave = (file: { name: string; mediaType: string }): boolean => formOf(file) === 'webp';

/** What can be done with a file before it leaves. */
export function handlingOf(file: { name: string; mediaType: string }): Handling {
  const form = formOf(file);
  return form ? HANDLING[form] : UNKNOWN;
}
