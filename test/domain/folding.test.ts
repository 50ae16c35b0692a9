import assert from 'node:assert/strict';
import { folded, foldedCode, nameKey, spellingsOf } from '../../domain/folding.ts';

describe('Text as a search compares it', () => {
  for (const [text, as] of [
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['Ærøskøbing', 'aeroskobing'],
    ['Đurđevac', 'durdevac'],
    ['ışıklı', 'isikli'],
    ['İzmir', 'izmir'],
    ['Þingeyri í Dýrafirði', 'thingeyri i dyrafirdi'],
    ['Cœur', 'coeur'],
    ['Jürgen', 'jurgen'],
    ['MARIE-HÉLÈNE', 'marie helene'],
    ['L’Été', 'lete'],
    ['Ada\u200b \u00ad\u202eLee', 'ada lee'],
    ['  two \t\n lines\u00a0', 'two lines'],
    ['100%_!', '100%_!'],
    ['ada@example.org', 'ada@example.org'],
    ['محمد', 'محمد'],
    ['', ''],
  ] as const)
    it(`is "${as}" for ${JSON.stringify(text)}`, () => assert.equal(folded(text), as));

  it('is the same when it is folded once more', () => {
    for (const text of ['Ǿstergård ǅ', 'ﬁ ß ẞ', 'Σίσυφος', "O´Neill'", 'ĿL']) {
      assert.equal(folded(folded(text)), folded(text), text);
    }
  });
});

describe('The spellings of a name', () => {
  it('are its plain one, the one of two letters for ä, ö, ü, å, ø and đ, and without the second letter', () => {
    assert.deepEqual(spellingsOf('Jürgen Kjær'), ['jurgen kjaer', 'juergen kjaer', 'jurgen kjar']);
    assert.deepEqual(spellingsOf('Mueller'), ['mueller', 'muller']);
    assert.deepEqual(spellingsOf('Đoković'), ['dokovic', 'djokovic']);
    assert.deepEqual(spellingsOf('Ada Lee'), ['ada lee']);
  });
});

describe('A reference or a number as it may be typed', () => {
  it('is the same with dashes, dots and spaces or without', () => {
    for (const code of ['R-7K3Q-9MHT', 'r7k3q9mht', 'R 7K3Q 9MHT', 'r.7k3q/9mht'])
      assert.equal(foldedCode(code), 'r7k3q9mht', code);
  });
});

describe('The key of a name', () => {
  for (const [one, other] of [
    ['Jürgen Müller', 'Juergen Mueller'],
    ['Jürgen Müller', 'jurgen muller'],
    ['Müller, Jürgen', 'Jürgen Müller'],
    ['Łukasz Wójcik', 'Lukasz Wojcik'],
    ['Søren Kjær', 'Soeren Kjaer'],
    ['Marie-Hélène O’Neill', "Marie Helene O'Neill"],
  ] as const)
    it(`is the same for ${one} and ${other}`, () => {
      assert.equal(nameKey(one), nameKey(other));
    });

  it('is another for another name, and none for none', () => {
    assert.notEqual(nameKey('Ada Example'), nameKey('Ida Example'));
    assert.equal(nameKey(' '), '');
  });
});
