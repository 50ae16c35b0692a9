import { hash } from 'node:crypto';
import type { Language } from '../../domain/languages.ts';
import type { By } from '../desk.ts';
import type { DraftFileNote, OpenDraft } from './drafts.ts';

type ShownDraft = {
  draft: Pick<OpenDraft, 'answers' | 'formKey'>;
  files: DraftFileNote[];
  language: Language;
};

/**
 * A digest of what the check page shows: the organisation, every answer, every file, and the language of the letters. The
 * page's button sends it back, so that only what the page showed can be sent.
 */
export function digestOfShown({ organisationId }: By, { draft, files, language }: ShownDraft): string {
  const { rights = [], residence, category, customer, who, behalf, about = '', particulars } = draft.answers;
  const situation = [residence, category, customer];
  const named = files.map(({ id, name, size, mandate }) => [id, name, size, mandate]);
  const all = [
    organisationId,
    draft.formKey,
    language,
    rights,
    situation,
    sorted(who),
    sorted(behalf),
    about,
    rights.map((right) => sorted(particulars?.[right])),
    named,
  ];
  return hash('sha256', JSON.stringify(all), 'base64url');
}

const sorted = (given: object = {}) => Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1));
