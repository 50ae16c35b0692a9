import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DataFault } from '../../../domain/package/data/dataFault.ts';
import { areLines, jsonReader } from '../../../domain/package/data/jsonReader.ts';
import { cutTree } from '../../../domain/readable/cutTree.ts';
import { FIRST } from '../../../domain/readable/kind.ts';

/** Whether the package of an answer takes a text for JSON. */
function isJsonForPackage(text: string, onLines: boolean): boolean {
  const reader = jsonReader({ root() {}, item() {}, member() {} }, onLines);
  try {
    reader.push(text);
    reader.end();
    return true;
  } catch (error) {
    assert.ok(error instanceof DataFault);
    return error.reason === 'empty';
  }
}

/** Whether a page shows it to its end. */
function isJsonOnPages(text: string, onLines: boolean, length: number): boolean {
  const cutter = cutTree(FIRST, () => {}, onLines || areLines(text));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += length) cutter.add(bytes.subarray(at, at + length));
  cutter.end();
  return !cutter.isBroken();
}

const agree = (text: string, onLines = false) => {
  for (const length of [1, 3, 1000])
    assert.equal(isJsonOnPages(text, onLines, length), isJsonForPackage(text, onLines), JSON.stringify(text));
};

describe('What is JSON on a page', () => {
  for (const [text, is] of [
    ['{"a": [1, {"b": null}], "c": "x\\u00e9\\n"}', true],
    ['[1,]', false],
    ['[,1]', false],
    ['[1 2]', false],
    ['[1,,2]', false],
    ['{"a" 1}', false],
    ['{"a":}', false],
    ['{"a":1,}', false],
    ['{"a":1 "b":2}', false],
    ['{a:1}', false],
    ['{"a":1', false],
    ['[01]', false],
    ['[+1]', false],
    ['[.5]', false],
    ['[NaN]', false],
    ['[True]', false],
    ['["\\x"]', false],
    ['["\\u00g0"]', false],
    ['["a\nb"]', false],
    ['[1] [2]', false],
    ['[1]]', false],
    ['{"a":1}\n{"a":2}\n', true],
    ['{"a":1} {"a":2}', false],
    ['{"a":1}\n\n{"a":2}\nx', false],
    ['{"a":1}\n{"a":\n2}', false],
    ['1', true],
    ['"a', false],
    [' \n', true],
  ] as const)
    it(`is what the package takes for it: ${JSON.stringify(text)} ${is ? 'is' : 'is not'}`, () => {
      assert.equal(isJsonForPackage(text, false), is);
      agree(text);
    });

  it('is the same where a file has a value a line by its name', () => {
    for (const text of ['1\n2\n', '{"a":\n1}', '[1] [2]', '[1]\n\n[2]', '{"a":1},\n{"a":2}'])
      agree(text, true);
  });

  it('is the same whatever was left out, doubled or put in', () => {
    const pieces = [
      ',',
      ':',
      '[',
      ']',
      '{',
      '}',
      '"',
      '\\',
      '1',
      '-',
      '.',
      'e',
      'null',
      ' ',
      '\n',
      '"a":',
      'é',
    ];
    const changed = fc.tuple(fc.json({ maxDepth: 4 }), fc.nat(), fc.nat(2), fc.constantFrom(...pieces));
    fc.assert(
      fc.property(changed, fc.boolean(), ([text, where, out, put], onLines) => {
        const at = where % (text.length + 1);
        const cut = text.slice(0, at) + put + text.slice(at + out);
        agree(cut.toWellFormed(), onLines);
      }),
      { numRuns: 1000 },
    );
  });
});
