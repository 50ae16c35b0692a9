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
        ['key', 'zone is none of id, policy, right, facts, at.'],
        ['at', answers[7].error],
        [null, 'A case is an object.'],
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
});
