import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSafePath, safeName, uniquePaths } from '../../../domain/package/paths.ts';

describe('The name of a file in a package', () => {
  for (const [given, name, why] of [
    ['report.csv', 'report.csv', 'stays as it is'],
    ['../../etc/passwd', '_.._etc_passwd', 'leads out of no folder'],
    ['..\\..\\boot.ini', '_.._boot.ini', 'leads out of no folder of Windows'],
    ['/etc/passwd', '_etc_passwd', 'starts at no root'],
    ['C:\\a.txt', 'C__a.txt', 'starts at no drive'],
    ['..', 'file', 'is not the folder above'],
    ['', 'file', 'is never empty'],
    ['CON', '_CON', 'is no device of Windows'],
    ['com1.tar.gz', '_com1.tar.gz', 'is no device of Windows with an ending'],
    ['a. ', 'a', 'does not end in what Windows drops'],
    ['e\u0301.txt', '\u00e9.txt', 'is composed (NFC)'],
    ['a\u202etxt.exe', 'atxt.exe', 'does not turn its ending around'],
    ['a\nb\u0000c.txt', 'a bc.txt', 'has no line end, by which a list of sums could be forged'],
  ] as const)
    it(`${JSON.stringify(given)} is ${JSON.stringify(name)}: it ${why}`, () => {
      assert.equal(safeName(given), name);
    });

  it('that is too long loses its middle, not its ending, and stays below 255 bytes', () => {
    assert.equal(safeName(`${'a'.repeat(300)}.csv`), `${'a'.repeat(96)}.csv`);
    assert.ok(Buffer.byteLength(safeName(`${'日'.repeat(200)}.json`)) <= 200);
    assert.match(safeName(`${'😀'.repeat(200)}.json`), /^(?:😀)+\.json$/u);
  });

  it('is safe whatever was given, and stays the same if it is made safe again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = safeName(given);
        assert.ok(isSafePath(name), name);
        assert.equal(safeName(name), name);
        assert.doesNotMatch(name, /[/\\\p{Cc}]/u);
      }),
    );
  });

  it('is unique, also where upper and lower case are the same', () => {
    const pathIn = uniquePaths(['index.html']);
    assert.deepEqual(
      ['a.csv', 'A.csv', 'a.csv', 'ﬁle.txt', 'file.txt'].map((name) => pathIn('files/', name)),
      ['files/a.csv', 'files/A (2).csv', 'files/a (3).csv', 'files/ﬁle.txt', 'files/file (2).txt'],
    );
  });

  it('is safe also with the number that tells it from one of the same name, and as long as a name may be', () => {
    for (const name of ['o'.repeat(200), `${'日'.repeat(200)}.csv`, `${'a '.repeat(60)}.csv`]) {
      const pathIn = uniquePaths();
      const paths = Array.from({ length: 12 }, () => pathIn('files/', name));
      assert.equal(new Set(paths).size, 12);
      for (const path of paths) assert.ok(isSafePath(path), path);
    }
  });

  for (const path of ['/a', 'a/../b', '../a', 'a//b', 'a\\b', 'C:/a', 'a/', '', 'nul', 'x/aux.txt', 'a/b.'])
    it(`${JSON.stringify(path)} is no safe path`, () => assert.equal(isSafePath(path), false));
});
