import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../cli/run.ts';
import { temporaryFolder } from '../support/process.ts';

const run = async (...words: string[]) => {
  const { exitCode, stdout = '', stderr = '' } = await runCommand(['policies', ...words]);
  return { exitCode, stdout, stderr };
};
const GOOD = `id: mine
version: "1"
title: { en: Mine }
document: { name: Mine }
role: controller
effective: 2020-01-01
zone: Europe/Paris
calendar: FR
rights: [erasure]
clocks:
  - id: purge
    title: { en: Purge }
    rights: [erasure]
    period: P30D
    rolls: false
    endsBy: fulfilment
    source: M-1
`;

describe('rightsdesk policies', () => {
  it('list: each version with the days it holds for, half-open', async () => {
    const { exitCode, stdout } = await run('list', '--json');
    const packs: Record<string, unknown>[] = JSON.parse(stdout);
    const [old, next] = packs.filter(({ id }) => id === 'scalingo-privacy');
    assert.equal(exitCode, 0);
    assert.deepEqual([old?.effective, old?.until, next?.effective, next?.until], DAYS);
    assert.match((await run('list')).stdout, /^gdpr-eu@2018 +2018-05-25 to now +controller /m);
  });

  it('show: every clause id of the pack, in words and in JSON', async () => {
    const { clauses } = JSON.parse((await run('show', 'scalingo-dpa', '--json')).stdout);
    assert.deepEqual(clauses.length, 10);
    const { stdout } = await run('show', 'clever-cloud-privacy@2022');
    for (const row of [1, 2, '3, CC-3b', 4, '4b', 5, 6, 7, 8, 9, 10])
      assert.ok(stdout.includes(`[CC-${row}]`), `CC-${row}`);
  });

  it('show: a name alone is the version of today, and an unknown one is refused with exit code 1', async () => {
    assert.equal(JSON.parse((await run('show', 'scalingo-privacy', '--json')).stdout).version, '2025');
    for (const ref of ['nothing', 'gdpr-eu@1999', '@2018']) {
      const { exitCode, stdout, stderr } = await run('show', ref);
      assert.deepEqual([exitCode, stdout], [1, ''], ref);
      assert.match(stderr, /^[^\n]+\n$/);
    }
  });
});

describe('rightsdesk policies check', () => {
  const { folder, remove } = temporaryFolder();
  after(remove);
  const file = (text: string, name = 'mine.yaml') => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('says so where nothing is wrong, also of a copy of a shipped pack, with exit code 0', async () => {
    assert.deepEqual((await run('check', file(GOOD))).exitCode, 0);
    const law = file(
      GOOD.replace('id: mine', 'id: gdpr-eu').replace('"1"', '"2018"').replace('2020-01-01', '2018-05-25'),
    );
    assert.deepEqual(JSON.parse((await run('check', law, '--json')).stdout), []);
  });

  const broken: [string, string, string, number, number, RegExp][] = [
    ['a misspelt key', 'rolls: false', 'rols: false', 15, 5, /unknown key "rols"; allowed here: .*rolls/],
    ['a missing key', '    rolls: false\n', '', 11, 5, /clocks\.0\.rolls: missing; give true or false/],
    ['a period of two units', 'P30D', 'P1M2D', 14, 13, /a period in one unit: P1M/],
    ['an unknown right', 'rights: [erasure]\nclocks', 'rights: [erasing]\nclocks', 9, 10, /one of access, /],
    [
      'an unknown right of a clock',
      '    rights: [erasure]',
      '    rights: [access, x]',
      13,
      22,
      /of access, /,
    ],
    ['an unknown fact', '    period', '    starts: moonrise\n    period', 14, 13, /give one of received, /],
    ['an unknown calendar', 'calendar: FR', 'calendar: FR-ZZ', 8, 11, /a calendar, like FR/],
    ['a nation that is missing', 'calendar: FR', 'calendar: GB', 8, 11, /a calendar, like FR/],
    ['an unknown overlay', 'calendar: FR', 'calendar: FR+official', 8, 11, /a calendar, like FR/],
    ['a zone that is none', 'Europe/Paris', 'CEST', 7, 7, /a zone of the IANA list/],
    ['a day that is none', '2020-01-01', '2020-02-30', 6, 12, /a day that exists/],
    ['a number for a text', '"1"', '1', 2, 10, /version: give a text/],
    ['a text for a list', 'rights: [erasure]\nclocks', 'rights: erasure\nclocks', 9, 9, /give a list/],
    ['an unknown role', 'role: controller', 'role: owner', 5, 7, /give one of controller, processor/],
    [
      'an unknown foundation',
      'rights:',
      'extends: gdpr\nrights:',
      9,
      10,
      /there is no pack gdpr; give one of .*gdpr-eu/,
    ],
    ['itself as foundation', 'rights:', 'extends: mine\nrights:', 9, 10, /cannot build on itself/],
    [
      'hours that are extended',
      'period: P30D',
      'period: PT24H\n    extendedPeriod: P3M',
      15,
      21,
      /only a period/,
    ],
    [
      'two clocks of one id',
      '    source: M-1\n',
      '    source: M-1\n  - { id: purge, title: { en: x }, period: P1D, rolls: true, endsBy: answer, source: y }\n',
      18,
      11,
      /already used/,
    ],
    [
      'a category that nobody names',
      '    source',
      '    categories: [cards]\n    source',
      17,
      18,
      /no category cards/,
    ],
    ['a key given twice', 'calendar: FR', 'calendar: FR\ncalendar: DE', 9, 1, /must be unique/],
    ['what is not YAML', 'rights: [erasure]\nclocks', 'rights: [erasure\nclocks', 10, 1, /./],
    ['nothing at all', GOOD, '', 1, 1, /give a map|missing/],
  ];
  for (const [what, was, is, line, column, message] of broken) {
    it(`${what}: file, line, column, and what is allowed; exit code 1`, async () => {
      assert.ok(GOOD.includes(was));
      const path = file(GOOD.replace(was, is));
      const { exitCode, stdout, stderr } = await run('check', path);
      assert.deepEqual([exitCode, stderr], [1, '']);
      const told = stdout.split('\n').filter((each) => each.startsWith(`${path}:${line}:${column}: `));
      assert.match(told.join('\n'), message, stdout);
    });
  }

  it('several faults are all told, and so are those of several files', async () => {
    const one = file(GOOD.replace('rolls: false', 'rols: 1').replace('P30D', '30'));
    const two = file(GOOD.replace('"1"', '"2"').replace('FR', 'ZZ'), 'two.yaml');
    assert.equal((await run('check', one, two)).stdout.split('\n').length - 1, 4);
  });

  it('packs are judged together: a circle, one day for two versions, a version given twice', async () => {
    const a = file(GOOD.replace('rights:', 'extends: b\nrights:').replace('mine', 'a'), 'a.yaml');
    const b = file(GOOD.replace('rights:', 'extends: a\nrights:').replace('mine', 'b'), 'b.yaml');
    const circle = (await run('check', a, b)).stdout;
    assert.match(circle, /a\.yaml:9:10: extends: .*circle: a → b → a\n.*b\.yaml:9:10: .*b → a → b\n$/);
    const second = file(GOOD.replace('"1"', '"2"'), 'second.yaml');
    assert.match((await run('check', file(GOOD), second)).stdout, /second\.yaml:6:12: .*from the same day/);
    assert.match(
      (await run('check', file(GOOD), file(GOOD, 'b.yaml'))).stdout,
      /b\.yaml:2:10: .*already a pack/,
    );
  });

  it('a holiday overlay is checked as one', async () => {
    mkdirSync(join(folder, 'calendars'));
    const path = file(
      'id: FR+mine\nversion: "1"\ntitle: { en: x, fr: x }\nsource: x\nadd: [{ day: 2026-13-01 }]\n',
      'calendars/x.yaml',
    );
    const { exitCode, stdout } = await run('check', path);
    assert.equal(exitCode, 1);
    assert.match(stdout, /calendars\/x\.yaml:5:14: add\.0\.day: a day that exists\n/);
  });

  it('a file that is not there cannot be read: exit code 65', async () => {
    assert.equal((await run('check', join(folder, 'nothing.yaml'))).exitCode, 65);
    assert.equal((await run('check')).exitCode, 2);
  });
});

const DAYS = ['2015-02-03', '2025-01-01', '2025-01-01', null];
