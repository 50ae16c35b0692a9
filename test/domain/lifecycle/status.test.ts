import assert from 'node:assert/strict';
import { type StatusFacts, statusOf } from '../../../domain/lifecycle/status.ts';

const standing = (changes: Partial<StatusFacts>): StatusFacts => ({
  mailboxNeeded: true,
  mailboxConfirmed: true,
  identityConfirmed: false,
  awaitingPerson: false,
  answered: false,
  closed: false,
  ...changes,
});
const running = [{ state: 'running' as const, advisory: false }];
const planOnly = [{ state: 'running' as const, advisory: true }];

describe('Where a request stands', () => {
  const table: [string, Partial<StatusFacts>, typeof running, string][] = [
    ['waits for its mailbox link', { mailboxConfirmed: false }, running, 'unverified'],
    ['needs no mailbox', { mailboxNeeded: false, mailboxConfirmed: false }, running, 'open'],
    [
      'was identified otherwise before the link was used',
      { mailboxConfirmed: false, identityConfirmed: true },
      running,
      'open',
    ],
    ['has asked the person something', { awaitingPerson: true }, running, 'waiting'],
    ['is answered while a deletion still runs', { answered: true }, running, 'purge-pending'],
    ['is answered with only rows to plan by', { answered: true }, planOnly, 'answered'],
    ['is closed, whatever runs', { answered: true, closed: true }, running, 'closed'],
  ];
  for (const [when, changes, deadlines, status] of table) {
    it(`is ${status} when it ${when}`, () => assert.equal(statusOf(standing(changes), deadlines), status));
  }
});
