import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../cli/run.ts';
import { temporaryFolder } from '../support/process.ts';

type Row = Record<string, unknown> & { clock: string; because: { code: string; text: string }[] };

describe('rightsdesk deadlines', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);
  const run = async (line: string, facts: unknown) => {
    const path = join(folder, 'facts.json');
    writeFileSync(path, typeof facts === 'string' ? facts : JSON.stringify(facts));
    const words = `deadlines ${line} --facts ${path}`.split(' ');
    const { exitCode, stdout = '', stderr = '' } = await runCommand(words);
    return { exitCode, stdout, stderr };
  };
  const rows = async (line: string, facts: unknown): Promise<Record<string, Row>> => {
    const { exitCode, stdout, stderr } = await run(`${line} --json`, facts);
    assert.deepEqual([exitCode, stderr], [0, '']);
    return Object.fromEntries(JSON.parse(stdout).map((row: Row) => [row.clock, row]));
  };
  const ERASURE = '--policy scalingo-privacy@2015 --right erasure --at 2026-03-02T12:00:00Z';
  const receivedAt = '2026-03-02T10:17:00+01:00';

  it('prints every clock with its dates, state, source and reasons', async () => {
    const { reply, ...others } = await rows(ERASURE, { receivedAt });
    assert.deepEqual(Object.keys(others), [
      'extension-notice',
      'refusal-notice',
      'account-deletion',
      'other-data-deletion',
      'breach-notice',
      'billing-data',
    ]);
    const { because, ...row } = reply as Row;
    assert.deepEqual(row, {
      clock: 'reply',
      title: 'Reply to the person',
      pack: 'gdpr-eu@2018',
      startsAt: '2026-03-02T09:17:00.000Z',
      nominalOn: '2026-04-02',
      dueOn: '2026-04-02',
      safeOn: '2026-04-02',
      dueAt: '2026-04-02T22:00:00.000Z',
      state: 'running',
      advisory: false,
      source: 'Art. 12(3)',
      confirmed: true,
    });
    assert.deepEqual(because[0], {
      code: 'received-at',
      text: 'Received on Monday 2 March 2026, 10:17 (Paris).',
    });
    const account = others['account-deletion'];
    assert.deepEqual(
      [account?.targetAt, account?.outerAt],
      ['2026-03-03T09:17:00.000Z', '2026-03-03T10:00:00.000Z'],
    );
    assert.match(String(account?.chosen), /24 hours/);
    assert.equal(others['breach-notice']?.state, 'notStarted');
  });

  it('tells each state: late, met, paused, cancelled', async () => {
    const at = ERASURE.replace('2026-03-02T12', '2026-03-10T12');
    const told = { receivedAt, fulfilled: { 'other-data-deletion': '2026-03-05T10:00:00Z' } };
    const first = await rows(at, { ...told, identityAskedAt: '2026-03-04T10:00:00Z' });
    const states = (all: Record<string, Row>) => [all.reply?.state, all['account-deletion']?.state];
    assert.deepEqual(states(first), ['paused', 'late']);
    assert.equal(first['other-data-deletion']?.state, 'met');
    const ended = await rows(at, { ...told, answeredAt: '2026-03-06', endedAt: '2026-03-07T10:00:00Z' });
    assert.deepEqual(states(ended), ['met', 'cancelled']);
  });

  it('counts a wait by the country of the calendar: 63 days are added in France', async () => {
    const facts = {
      receivedAt: '2022-02-09T10:00:00+01:00',
      identityAskedAt: '2022-02-15T10:00:00+01:00',
      identityConfirmedAt: '2022-04-19T10:00:00+02:00',
    };
    const { reply } = await rows('--policy gdpr-eu --right access', { ...facts, calendar: 'FR' });
    assert.deepEqual([reply?.dueOn, reply?.confirmed], ['2022-05-11', true]);
    const german = await rows('--policy gdpr-eu --right access', { ...facts, calendar: 'DE-BE' });
    assert.equal(german.reply?.confirmed, false);
    const given = await rows('--policy gdpr-eu --right access', {
      ...facts,
      calendar: { holidays: ['2022-05-11'] },
    });
    assert.equal(given.reply?.dueOn, '2022-05-12');
  });

  it('extends by a notice in time, and says of a late one that it does nothing', async () => {
    const sent = async (extensionNoticeSentAt: string) =>
      (await rows(ERASURE, { receivedAt: '2025-01-31T10:00:00+01:00', extensionNoticeSentAt })).reply;
    assert.equal((await sent('2025-02-28T23:59:59+01:00'))?.dueOn, '2025-04-30');
    const late = await sent('2025-03-01T00:00:00+01:00');
    assert.equal(late?.dueOn, '2025-02-28');
    assert.ok(late?.because.some(({ code }) => code === 'extension-lapsed'));
  });

  it('takes other facts by their names, forward and back', async () => {
    const facts = {
      receivedAt,
      other: { breachKnown: '2026-05-22T16:30:00+02:00', 'audit-day': '2026-12-09' },
    };
    const all = await rows('--policy scalingo-dpa --right erasure', facts);
    assert.equal(all['breach-notice']?.targetAt, '2026-05-23T14:30:00.000Z');
    assert.deepEqual([all['audit-plan']?.dueOn, all['audit-plan']?.safeOn], ['2026-11-11', '2026-11-10']);
    assert.equal(all.reply, undefined, 'the month is the customer’s');
  });

  it('a receipt that is only a day counts hours from its midnight; a name alone is the version of that day', async () => {
    const { 'account-deletion': account } = await rows('--policy scalingo-privacy --right erasure', {
      receivedAt: '2024-12-31',
    });
    assert.equal(account?.targetAt, '2024-12-31T23:00:00.000Z');
    const now = await rows('--policy scalingo-privacy --right erasure', { receivedAt: '2025-01-01' });
    assert.equal(now['account-deletion'], undefined);
  });

  it('without --json it is for reading', async () => {
    const { stdout } = await run(ERASURE, { receivedAt });
    assert.match(stdout, /^reply +running +2026-04-02 {2}\[Art\. 12\(3\)\]\n/);
  });

  const refused: [string, string, unknown, number][] = [
    ['an unknown policy', '--policy nothing --right erasure', { receivedAt }, 1],
    ['a policy that was not in effect', '--policy gdpr-eu --right erasure', { receivedAt: '2017-01-01' }, 1],
    ['an unknown calendar', ERASURE, { receivedAt, calendar: 'GB' }, 1],
    ['a local time that occurs twice', ERASURE, { receivedAt: '2026-10-25T02:30' }, 1],
    ['a day that does not exist', ERASURE, { receivedAt, answeredAt: '2026-02-30' }, 1],
    ['an unknown right', '--policy gdpr-eu --right erasing', { receivedAt }, 2],
    ['no right', '--policy gdpr-eu', { receivedAt }, 2],
    ['facts without a receipt', ERASURE, {}, 65],
    ['a misspelt fact', ERASURE, { receivedAt, answered: '2026-03-03' }, 65],
    ['a fact from which nothing starts', ERASURE, { receivedAt, other: { moonrise: '2026-03-03' } }, 65],
    ['an unknown clock kept', ERASURE, { receivedAt, fulfilled: { 'account-deletoin': '2026-03-03' } }, 65],
    [
      'a clock of another version',
      ERASURE,
      { receivedAt, fulfilled: { 'reply@gdpr-eu@1995': '2026-03-03' } },
      65,
    ],
    ['an unknown clock cancelled', ERASURE, { receivedAt, cancelled: { nothing: '2026-03-03' } }, 65],
    [
      'an answer told twice',
      ERASURE,
      { receivedAt, answeredAt: '2026-03-03', other: { answered: '2026-03-04' } },
      65,
    ],
    [
      'another fact told twice',
      ERASURE,
      { receivedAt, other: { breachKnown: '2026-03-03', 'breach-known': '2026-03-04' } },
      65,
    ],
    ['a day announced without a notice', ERASURE, { receivedAt, extensionUntil: '2026-05-04' }, 1],
    ['what is not JSON', ERASURE, '{', 65],
    ['a moment of asking that is none', `${ERASURE.replace('2026-03-02T12:00:00Z', '7')}`, { receivedAt }, 2],
    ['an answer before receipt', ERASURE, { receivedAt, answeredAt: '2026-03-02T09:16:59Z' }, 1],
    ['a refusal before receipt', ERASURE, { receivedAt, refusedAt: '2026-03-01' }, 1],
    ['a question before receipt', ERASURE, { receivedAt, identityAskedAt: '2026-03-01' }, 1],
    ['a notice before receipt', ERASURE, { receivedAt, extensionNoticeSentAt: '2026-02-27' }, 1],
    ['an identity confirmed before receipt', ERASURE, { receivedAt, identityConfirmedAt: '2026-03-01' }, 1],
    [
      'a promise kept before receipt',
      ERASURE,
      { receivedAt, fulfilled: { 'account-deletion': '2026-03-01' } },
      1,
    ],
    [
      'a confirmation before its question',
      ERASURE,
      { receivedAt, identityAskedAt: '2026-03-10T10:00:00Z', identityConfirmedAt: '2026-03-10T09:59:59Z' },
      1,
    ],
    ['a clarification that nobody asked for', ERASURE, { receivedAt, clarifiedAt: '2026-03-10' }, 1],
    ['a year without a calendar', ERASURE, { receivedAt: '9999-12-31' }, 1],
  ];
  for (const [what, line, facts, exitCode] of refused) {
    it(`${what}: one line on stderr, exit code ${exitCode}`, async () => {
      const result = await run(`${line} --json`, facts);
      assert.deepEqual([result.exitCode, result.stdout], [exitCode, '']);
      assert.match(result.stderr, /^[^\n]+\n$/);
    });
  }

  it('says of facts that contradict themselves which two', async () => {
    const asked = { identityAskedAt: '2026-03-10T10:00:00Z', identityConfirmedAt: '2026-03-09' };
    assert.equal(
      (await run(ERASURE, { receivedAt, ...asked })).stderr,
      'identityConfirmedAt, 2026-03-08T23:00:00.000Z, is before identityAskedAt, 2026-03-10T10:00:00.000Z.\n',
    );
  });

  it('a fact that is told by its day alone does not come before the receipt or the question of that day', async () => {
    const day = {
      identityAskedAt: '2026-03-02',
      identityConfirmedAt: '2026-03-02',
      answeredAt: '2026-03-02',
    };
    const { reply } = await rows(ERASURE, { receivedAt, ...day });
    assert.equal(reply?.endedAt, '2026-03-02T09:17:00.000Z');
  });

  it('an answer that is told among the other facts alone counts as told by its own key', async () => {
    const { reply } = await rows(ERASURE, { receivedAt, other: { answered: '2026-03-05' } });
    assert.equal(reply?.state, 'met');
  });

  it('a Swiss notice meets its own last day only if it names a later day (DPO Art. 18(2))', async () => {
    const notice = async (extensionUntil?: string) => {
      const facts = { receivedAt, extensionNoticeSentAt: '2026-03-30', extensionUntil };
      const all = await rows('--policy fadp-ch --right access --at 2026-03-31T12:00:00Z', facts);
      return [
        all['extension-notice']?.state,
        all.reply?.dueOn,
        all['extension-notice']?.because.at(-1)?.code,
      ];
    };
    assert.deepEqual(await notice(), ['running', '2026-04-01', 'no-day-announced']);
    assert.deepEqual(await notice('2026-04-01'), ['running', '2026-04-01', 'announced-not-later']);
    assert.deepEqual(await notice('2026-04-20'), ['met', '2026-04-20', 'due']);
  });

  it('an identity may be confirmed unasked, and a breach lies where it lies', async () => {
    const told = { receivedAt, identityConfirmedAt: '2026-03-03', other: { breachKnown: '2026-01-02' } };
    const { reply } = await rows(ERASURE, told);
    assert.equal(reply?.dueOn, '2026-04-02');
  });
});
