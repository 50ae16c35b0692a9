import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../cli/run.ts';
import { temporaryFolder } from '../support/process.ts';

type Answer = { id: unknown; error?: string; deadlines?: { dueOn: string }[] };

describe('rightsdesk deadlines --file', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);
  const path = join(folder, 'cases.json');
  const run = (line: string, cases: unknown) => {
    writeFileSync(path, JSON.stringify(cases));
    return runCommand(`deadlines --file ${path}${line}`.split(' '));
  };
  const receivedAt = '2026-03-02T10:17:00+01:00';
  const good = { id: 'good', policy: 'gdpr-eu', right: 'access', facts: { receivedAt } };

  it('answers each case in its place, and stops at none that is refused', async () => {
    const bad = (id: string, more: object) => ({ ...good, id, ...more });
    const { exitCode, stdout = '' } = await run(' --json', [
      good,
      bad('contradiction', { facts: { receivedAt, answeredAt: '2026-03-01' } }),
      bad('policy', { policy: 'nothing' }),
      bad('right', { right: 'erasing' }),
      bad('facts', { facts: { receivedAt, answered: '2026-03-03' } }),
      bad('no facts', { facts: undefined }),
      bad('key', { zone: 'Europe/Paris' }),
      bad('at', { at: 'soon' }),
      'no case',
      { ...good, id: 9, at: '2026-04-03T00:00:00+02:00' },
    ]);
    assert.equal(exitCode, 0);
    const answers = JSON.parse(stdout);
    assert.deepEqual(
      answers.map(({ id, error, deadlines }: Answer) => [id, error ?? deadlines?.[0]?.dueOn]),
      [
        ['good', '2026-04-02'],
        [
          'contradiction',
          'answeredAt, 2026-02-28T23:00:00.000Z, is before receivedAt, 2026-03-02T09:17:00.000Z.',
        ],
        ['policy', answers[2].error],
        ['right', answers[3].error],
        ['facts', answers[4].error],
        ['no facts', answers[5].error],
        ['key', 'zone is not one of id, policy, right, facts, at.'],
        ['at', answers[7].error],
        [null, 'A case must be an object.'],
        [9, '2026-04-02'],
      ],
    );
    assert.match(answers[4].error, /^facts: unknown key "answered"/);
    assert.equal(answers[0].deadlines[0].state === 'late', Date.now() >= Date.parse('2026-04-02T22:00:00Z'));
    assert.equal(answers[9].deadlines[0].state, 'late');
  });

  it('gives what a single request gives', async () => {
    const at = '2026-03-05T12:00:00Z';
    const [answer] = JSON.parse((await run(' --json', [{ ...good, at }])).stdout ?? '');
    const facts = join(folder, 'facts.json');
    writeFileSync(facts, JSON.stringify(good.facts));
    const single = await runCommand(
      `deadlines --policy gdpr-eu --right access --facts ${facts} --at ${at} --json`.split(' '),
    );
    assert.deepEqual(answer.deadlines, JSON.parse(single.stdout ?? ''));
  });

  it('without --json it is for reading', async () => {
    const { stdout } = await run('', [good, { ...good, id: 'bad', policy: 'nothing' }]);
    assert.match(stdout ?? '', /^good:\n {2}reply +(running|late) +2026-04-02 {2}\[Art\. 12\(3\)\]\n/);
    assert.match(stdout ?? '', /\nbad: [^\n]+\n$/);
  });

  it('takes nothing beside its cases, and a file that is none is one line', async () => {
    assert.equal((await run(' --right access', [good])).exitCode, 2);
    const none = await run(' --json', { cases: 1 });
    assert.deepEqual([none.exitCode, none.stdout], [65, undefined]);
    assert.match(none.stderr ?? '', /^[^\n]+\n$/);
  });

  it('refuses a clock that is both kept and cancelled, a notice after the answer, an answer after the end', async () => {
    const of = (more: object) => ({ ...good, facts: { receivedAt, ...more } });
    const { stdout = '' } = await run(' --json', [
      of({ fulfilled: { reply: '2026-03-10' }, cancelled: { 'reply@gdpr-eu@2018': '2026-03-11' } }),
      of({ answeredAt: '2026-03-10T09:00:00Z', extensionNoticeSentAt: '2026-03-11T09:00:00Z' }),
      of({ endedAt: '2026-03-10T09:00:00Z', answeredAt: '2026-03-11T09:00:00Z' }),
    ]);
    assert.deepEqual(
      JSON.parse(stdout).map(({ error }: Answer) => error),
      [
        'reply is given both as fulfilled and as cancelled.',
        'answeredAt, 2026-03-10T09:00:00.000Z, is before extensionNoticeSentAt, 2026-03-11T09:00:00.000Z.',
        'endedAt, 2026-03-10T09:00:00.000Z, is before answeredAt, 2026-03-11T09:00:00.000Z.',
      ],
    );
  });

  it('reads a file that begins with a mark of byte order, as Windows writes it', async () => {
    writeFileSync(path, `\uFEFF${JSON.stringify([good])}`);
    const { exitCode, stdout = '' } = await runCommand(`deadlines --file ${path} --json`.split(' '));
    assert.deepEqual([exitCode, JSON.parse(stdout)[0].deadlines[0].dueOn], [0, '2026-04-02']);
  });

  it('repeats of a value that was given no more than eighty characters', async () => {
    const long = 'x'.repeat(3_000_000);
    const { stdout = '' } = await run(' --json', [
      { ...good, policy: long },
      { ...good, facts: { receivedAt: long } },
      { ...good, facts: { receivedAt: 'one two '.repeat(300_000) } },
      { ...good, facts: { receivedAt, zone: long } },
      { ...good, facts: { receivedAt, calendar: long } },
      { ...good, facts: { receivedAt, [long]: '2026-03-03' } },
      { ...good, facts: { receivedAt, other: { [long]: '2026-03-03' } } },
      { ...good, [long]: 1 },
    ]);
    for (const { error = '' } of JSON.parse(stdout) as Answer[]) {
      assert.ok(error.length > 0 && error.length < 800, error.slice(0, 900));
      assert.doesNotMatch(error, /\S{81}/);
    }
    const { stderr = '' } = await runCommand([
      'deadlines',
      '--policy',
      long,
      '--right',
      long,
      '--facts',
      'x',
    ]);
    assert.ok(stderr.length < 500, stderr.slice(0, 600));
  });
});
