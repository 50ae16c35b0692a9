import assert from 'node:assert/strict';
import { z } from 'zod';
import { text, texts, untouched, wholeNumber } from '../../../routes/middleware/text.ts';

describe('A field that was sent', () => {
  const Form = z.object({ name: text, password: untouched, rights: texts, version: wholeNumber });

  it('is empty when it was left out', () => {
    assert.deepEqual(Form.parse({}), { name: '', password: '', rights: [], version: 0 });
  });

  it('counts once when its name was repeated, unless it is a list', () => {
    const form = Form.parse({ name: ['a', 'b'], rights: ['access', ' erasure '], version: ['2', '3'] });
    assert.deepEqual(form, { name: 'a', password: '', rights: ['access', 'erasure'], version: 2 });
    assert.deepEqual(texts.parse('access'), ['access']);
  });

  it('loses the spaces around it and keeps its lines, but a password stays as it was typed', () => {
    const form = Form.parse({ name: ' a\r\nb\0 ', password: ' b ' });
    assert.equal(form.name, 'a\nb');
    assert.equal(form.password, ' b ');
  });

  it('is no number when it is none', () => {
    for (const given of ['-1', '1.5', '1e3', '', 'x', '9999999999'])
      assert.equal(wholeNumber.parse(given), 0, given);
  });
});
