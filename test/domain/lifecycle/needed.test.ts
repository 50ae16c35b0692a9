import assert from 'node:assert/strict';
import { leftEmpty, needed } from '../../../domain/lifecycle/needed.ts';
import { shapeOf, VERB_NAMES } from '../../../domain/lifecycle/verbs.ts';

const codesOf = (verb: Parameters<typeof leftEmpty>[0], form: Record<string, string>) =>
  leftEmpty(verb, form).map(({ field, code }) => `${field}: ${code}`);

describe('What the form of a verb cannot do without', () => {
  it('is always one of its own fields', () => {
    const strays = VERB_NAMES.flatMap((verb) => {
      const { fields, needs = {} } = shapeOf(verb);
      return Object.keys(needs).filter((field) => !fields.includes(field));
    });
    assert.deepEqual(strays, []);
  });

  it('is told all at once: of a refusal its scope, its ground, its reason and how the letter leaves', () => {
    assert.deepEqual(codesOf('refuse', { scope: '', ground: '', reason: ' \n ', sending: '' }), [
      'scope: scope-missing',
      'ground: ground-missing',
      'reason: reason-missing',
      'sending: sending-missing',
    ]);
  });

  it('is, of a letter that was posted, also its day and what proves it', () => {
    const posted = { reason: 'Three systems hold data', sending: 'post', postedOn: '', proof: '' };
    assert.deepEqual(codesOf('extend', posted), ['postedOn: date-missing', 'proof: proof-missing']);
  });

  it('is nothing where there is nothing to say, as in marking messages as read', () => {
    assert.deepEqual(codesOf('mark-read', {}), []);
  });

  it('is handed on as it was given, or refused beside its field', () => {
    assert.equal(needed('extend', 'reason', 'Three systems hold data'), 'Three systems hold data');
    for (const nothing of [undefined, null, '', '  '])
      assert.throws(() => needed('extend', 'reason', nothing), { code: 'reason-missing', field: 'reason' });
  });
});
