import assert from 'node:assert/strict';
import { translator } from '../../views/i18n.ts';
import { wordedOf } from '../../views/requests/words.ts';

const NBSP = '\u00a0';

describe('French spaces before : ; ? ! and within « »', () => {
  it('break no line, in sentences and in the texts of packs, however they were typed', () => {
    const time = translator('fr')('home:time', { title: 'Accès', length: 'un mois' });
    assert.equal(time, `Accès${NBSP}: sous un mois.`);
    const pack = { en: 'x', fr: 'Dit-il « oui » ; ou « non » : qui sait ?' };
    const spaced = `Dit-il «${NBSP}oui${NBSP}»${NBSP}; ou «${NBSP}non${NBSP}»${NBSP}: qui sait${NBSP}?`;
    assert.equal(wordedOf(pack, 'fr'), spaced);
  });

  it('leave other languages and times as they are', () => {
    const text = { en: 'at 10 : 42 ; so', de: 'um 10 : 42 ; so' };
    assert.equal(wordedOf(text, 'en'), text.en);
    assert.equal(wordedOf(text, 'de'), text.de);
  });
});
