import { WORKSHEET_FIELDS } from './worksheet.ts';

/** Of the table of verbs, those about the person more than about one request: an abuse of the right, and who is whose. */
export const PERSON_VERBS = {
  worksheet: { path: 'refusal/worksheet', action: 'refuse', fields: WORKSHEET_FIELDS },
  relate: {
    path: 'person/relation',
    action: 'relate',
    fields: ['other', 'as'],
    needs: { other: 'reference-missing', as: 'relating-missing' },
  },
  merge: {
    path: 'person/merger',
    action: 'merge',
    fields: ['other', 'shown', 'confirmed'],
    needs: { other: 'reference-missing' },
    grave: true,
  },
  'mark-spam': {
    path: 'spam',
    action: 'mark-spam',
    fields: ['reason'],
    needs: { reason: 'reason-missing' },
    grave: true,
  },
  'unmark-spam': { path: 'spam/undo', action: 'unmark-spam', fields: ['reason'], takesBack: 'marked-spam' },
  unmerge: { path: 'person/merger/undo', action: 'unmerge', fields: ['reason'], takesBack: 'merged' },
} as const;
