import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { readPacks, shippedPoliciesDir } from '../../models/policy.ts';

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
  - { id: purge, title: { en: Purge }, period: P30D, rolls: false, endsBy: fulfilment, source: M-1 }
`;

const OVERLAY = `id: FR-57+mine
version: "1"
title: { en: Mine, fr: Le mien }
source: Decree
add:
  - day: 05-05
    name: { en: A day, fr: Un jour }
    source: Decree
`;
const placeOf = ({ data }: RuleViolation) => [data.file, data.line, data.column];

describe('Reading packs from disk', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'packs-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const write = (name: string, text: string) => writeFileSync(join(dir, name), text);
  const fault = (): RuleViolation => {
    try {
      readPacks([dir]);
    } catch (error) {
      if (error instanceof RuleViolation) return error;
      throw error;
    }
    throw new assert.AssertionError({ message: 'the pack was accepted' });
  };

  it('the shipped ones are valid, and further folders are added', () => {
    write('mine.yaml', GOOD);
    const keys = readPacks([shippedPoliciesDir, dir]).map((pack) => `${pack.id}@${pack.version}`);
    assert.ok(
      keys.includes('gdpr-eu@2018') && keys.includes('scalingo-privacy@2015') && keys.includes('mine@1'),
    );
  });

  it('folders are walked, calendars are read as overlays, other files are left alone', () => {
    mkdirSync(join(dir, 'deep'));
    mkdirSync(join(dir, 'calendars'));
    write('deep/mine.yaml', GOOD.replace('calendar: FR', 'calendar: FR-57+mine'));
    write('calendars/mine.yaml', OVERLAY);
    write('README.md', '# notes');
    assert.deepEqual(
      readPacks([dir]).map(({ calendar }) => calendar),
      ['FR-57+mine'],
    );
  });

  it('an overlay that is none, and two of one name, are refused with file, line and column', () => {
    mkdirSync(join(dir, 'calendars'));
    write('calendars/mine.yaml', OVERLAY.replace('05-05', '31-31'));
    assert.deepEqual(placeOf(fault()), ['calendars/mine.yaml', 6, 10]);
    write('calendars/mine.yaml', OVERLAY);
    write('calendars/other.yaml', OVERLAY);
    assert.deepEqual(placeOf(fault()), ['calendars/other.yaml', 1, 5]);
  });

  it('defaults are filled in: a clock runs from receipt, for all rights, confirmed', () => {
    write('mine.yaml', GOOD);
    const clock = readPacks([dir])[0]?.clocks[0];
    assert.deepEqual(
      [clock?.starts, clock?.rights, clock?.confirmed, clock?.advisory],
      ['received', 'all', true, false],
    );
  });

  const broken: [string, string, string, RegExp, string][] = [
    ['an unknown key', 'rolls: false', 'rols: false, rolls: false', /rols/, 'clocks.0'],
    ['a period that is none', 'P30D', 'P1M2D', /one unit/, 'clocks.0.period'],
    ['an unknown right', '[erasure]', '[erasing]', /access/, 'rights.0'],
    ['an unknown calendar', 'calendar: FR', 'calendar: FR-ZZ', /calendar/, 'calendar'],
    ['an unknown zone', 'Europe/Paris', 'Europe/Pariss', /zone/, 'zone'],
    ['a day that does not exist', '2020-01-01', '2020-02-30', /day/, 'effective'],
    ['a missing key', 'role: controller\n', '', /controller/, 'role'],
    ['itself as foundation', 'rights:', 'extends: mine\nrights:', /itself/, 'extends'],
  ];
  for (const [what, was, is, message, path] of broken) {
    it(`${what} is refused with file and place`, () => {
      write('mine.yaml', GOOD.replace(was, is));
      const { code, data } = fault();
      assert.equal(code, 'pack-invalid');
      assert.equal(data.file, 'mine.yaml');
      assert.equal(data.path, path);
      assert.match(String(data.message), message);
    });
  }

  it('two files with the same id and version are refused', () => {
    write('a.yaml', GOOD);
    write('b.yaml', GOOD);
    assert.deepEqual(placeOf(fault()), ['b.yaml', 2, 10]);
  });

  it('what is not YAML is refused', () => {
    write('mine.yaml', 'id: [');
    assert.equal(fault().code, 'pack-unreadable');
  });
});
