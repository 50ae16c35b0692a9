import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { allowedActions, type Circumstances, isPossible } from '../../../domain/lifecycle/actions.ts';
import { type RecordedFact, readFacts } from '../../../domain/lifecycle/factSheet.ts';
import { type Standing, statusOf } from '../../../domain/lifecycle/status.ts';
import { ACTIONS, FACT_NAMES } from '../../../domain/lifecycle/vocabulary.ts';
import { may, ROLES } from '../../../domain/permissions.ts';

const standing = (changes: Partial<Standing>): Standing => ({
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
  const table: [string, Partial<Standing>, typeof running, string][] = [
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

describe('What may be done', () => {
  const now = (changes: Partial<Circumstances>): Circumstances => ({
    status: 'open',
    identityConfirmed: false,
    extensionDecided: false,
    extension: 'by-period',
    clarificationOpen: false,
    pauseOpen: false,
    pauseInPolicy: true,
    openPromises: ['account-deletion'],
    cancellable: ['account-deletion'],
    recorded: [],
    replyTaken: false,
    unread: false,
    untold: [],
    undelivered: null,
    returned: false,
    ...changes,
  });

  it('extends once, never twice (Art. 12(3): three months in all)', () => {
    assert.ok(isPossible(now({}), 'extend'));
    assert.ok(!isPossible(now({ extensionDecided: true }), 'extend'));
  });

  it('takes back what waits for its letter, sends again what did not arrive, sets aside what came back: nothing else', () => {
    for (const action of ['undo-decision', 'resend-letter', 'set-aside-return'] as const)
      assert.ok(!isPossible(now({}), action), action);
    assert.ok(isPossible(now({ untold: [{ decision: 'answer-decided' }] }), 'undo-decision'));
    assert.ok(isPossible(now({ undelivered: 'refused' }), 'resend-letter'));
    assert.ok(isPossible(now({ returned: true }), 'set-aside-return'));
  });

  it('answers no request whose mailbox is not confirmed and whose person is not known', () => {
    assert.ok(!isPossible(now({ status: 'unverified' }), 'answer'));
  });

  it('closes a purge-pending request by no role', () => {
    for (const role of ROLES)
      assert.ok(!allowedActions(now({ status: 'purge-pending' }), role).includes('close'));
  });

  it('gives a reader and an administrator no verb at all', () => {
    for (const role of ['reader', 'administrator'] as const)
      assert.deepEqual(allowedActions(now({}), role), []);
  });

  it('leaves decisions on the right itself to the DPO', () => {
    for (const action of ['refuse', 'extend', 'answer', 'close', 'reject-identity', 'reopen'] as const) {
      assert.deepEqual(
        ROLES.filter((role) => may(role, action)),
        ['dpo'],
      );
    }
  });

  it('allows each action somewhere, to somebody', () => {
    const statuses = ['unverified', 'open', 'waiting', 'purge-pending', 'answered', 'closed'] as const;
    const somebody = ['dpo', 'person', 'system'] as const;
    const recorded = (
      [
        'clarified',
        'paused',
        'extension-decided',
        'fulfilled',
        'letter-returned',
        'return-set-aside',
        'message-received',
      ] as const
    ).map((name) => ({
      name,
      about: null,
    }));
    const somewhere = statuses.flatMap((status) =>
      [true, false].flatMap((open) =>
        somebody.flatMap((role) =>
          allowedActions(
            now({
              status,
              clarificationOpen: open,
              pauseOpen: open,
              replyTaken: open,
              unread: open,
              recorded,
              untold: open ? [{ decision: 'answer-decided' }] : [],
              undelivered: open ? 'refused' : null,
              returned: open,
            }),
            role,
          ),
        ),
      ),
    );
    assert.deepEqual(
      ACTIONS.filter((action) => !somewhere.includes(action)),
      [],
    );
  });
});

describe('Reading facts', () => {
  const receipt = {
    receivedAt: new Date('2026-03-02T09:00:00Z'),
    receivedOn: calendarDate('2026-03-02'),
    receivedByDay: false,
    zone: 'Europe/Paris',
    mailboxNeeded: true,
  };
  const fact = fc.record({
    name: fc.constantFrom(...FACT_NAMES),
    about: fc.constantFrom('identity', 'clarification', 'account-deletion'),
    at: fc
      .integer({ min: 1, max: 1_000_000 })
      .map((minute) => new Date(receipt.receivedAt.getTime() + minute * 60_000)),
  });
  const distinctMoments = fc.uniqueArray(fact, { selector: ({ at }) => at.getTime(), maxLength: 20 });

  it('gives the same whatever order they were recorded in', () => {
    fc.assert(
      fc.property(distinctMoments, fc.integer(), (facts, seed) => {
        const shuffled = [...facts].sort(
          (a, b) => ((a.at.getTime() * seed) % 97) - ((b.at.getTime() * seed) % 97),
        );
        assert.deepEqual(readFacts(receipt, shuffled), readFacts(receipt, facts));
      }),
    );
  });

  it('begins a second wait for the same reason only after the first has ended', () => {
    const at = (minute: number) => new Date(receipt.receivedAt.getTime() + minute * 60_000);
    const facts: RecordedFact[] = [
      { name: 'identity-asked', about: null, at: at(1) },
      { name: 'identity-asked', about: null, at: at(2) },
      { name: 'resumed', about: 'identity', at: at(3) },
      { name: 'paused', about: 'identity', at: at(4) },
    ];
    assert.deepEqual(readFacts(receipt, facts).facts.pauses, [
      { reason: 'identity', askedAt: at(1), answeredAt: at(3) },
      { reason: 'identity', askedAt: at(4) },
    ]);
  });
});
