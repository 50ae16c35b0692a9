import type { Circumstances } from '../../domain/lifecycle/actions.ts';

/** An open request of which nothing is known but that a deletion is promised, with what a test changes in that. */
export const now = (changes: Partial<Circumstances>): Circumstances => ({
  status: 'open',
  identityConfirmed: false,
  extensionDecided: false,
  extension: 'by-period',
  clarificationOpen: false,
  pauseOpen: false,
  pauseInPolicy: true,
  openPromises: ['account-deletion'],
  cancellable: ['account-deletion'],
  restOutstanding: false,
  recorded: [],
  replyTaken: false,
  unread: false,
  untold: [],
  undelivered: null,
  returned: false,
  tagged: false,
  ...changes,
});
