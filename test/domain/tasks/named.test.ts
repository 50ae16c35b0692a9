import assert from 'node:assert/strict';
import type { Right } from '../../../domain/rights.ts';
import type { RuleViolation } from '../../../domain/ruleViolation.ts';
import { assertNamed, namedIn, wordingOf } from '../../../domain/tasks/named.ts';
import type { TaskKind } from '../../../domain/tasks/task.ts';

describe('What of a request whoever acts in a system reads (Art. 5(1)(c))', () => {
  const SOME = { extent: 'some', which: 'My posts of 2019' };

  it('is which data, not the reason nor to whom they go', () => {
    assert.deepEqual(namedIn('delete', 'erasure', SOME), { which: 'My posts of 2019' });
    assert.deepEqual(
      namedIn('find', 'portability', { which: 'Orders', format: 'CSV', recipient: 'Other Bank' }),
      {
        which: 'Orders',
      },
    );
    assert.deepEqual(namedIn('stop', 'objection', { processing: 'Profiling', reason: 'I am ill' }), {
      processing: 'Profiling',
    });
    assert.deepEqual(namedIn('restrict', 'restriction', { ground: 'accuracy', which: 'My score' }), {
      which: 'My score',
    });
    assert.deepEqual(namedIn('tell-recipient', 'rectification', { wrong: 'Meier', right: 'Meyer' }), {
      wrong: 'Meier',
      right: 'Meyer',
    });
  });

  it('is nothing where the person wants all of it, nor for a task of another right, nor about backups', () => {
    assert.deepEqual(namedIn('delete', 'erasure', { ...SOME, extent: 'all' }), {});
    assert.deepEqual(namedIn('find', 'erasure', SOME), {});
    assert.deepEqual(namedIn('backups', 'erasure', SOME), {});
  });

  it('must be there, or in the words of the DPO, for each correction and for a deletion of some data', () => {
    const refused = (kind: TaskKind, right: Right, given = {}, words = '') => {
      try {
        assertNamed({ id: 7, kind, system: 'Shop' }, right, { given, words });
        return undefined;
      } catch (error) {
        return (error as RuleViolation).field;
      }
    };
    assert.equal(refused('correct', 'rectification'), 'words-7');
    assert.equal(refused('correct', 'access', { which: 'Orders' }), 'words-7'); // one that the DPO added
    assert.equal(refused('tell-recipient', 'rectification'), 'words-7');
    assert.equal(refused('delete', 'erasure', { extent: 'some' }), 'words-7');
    assert.equal(refused('tell-recipient', 'erasure', { extent: 'some' }), 'words-7');
    assert.equal(refused('correct', 'rectification', {}, 'Meyer, not Meier'), undefined);
    assert.equal(refused('correct', 'rectification', { wrong: 'Meier' }), undefined);
    assert.equal(refused('delete', 'erasure', { extent: 'some', which: 'Posts' }), undefined);
    assert.equal(refused('delete', 'erasure'), undefined);
    assert.equal(refused('find', 'access', { extent: 'some' }), undefined);
  });

  it('decides the words of the desk: who is to delete some of the data is not told to delete everything', () => {
    assert.equal(wordingOf('delete', 'erasure', SOME), 'delete-named');
    assert.equal(wordingOf('delete', 'erasure', { extent: 'all' }), 'delete');
    assert.equal(wordingOf('correct', 'rectification', { wrong: 'Meier' }), 'correct');
    assert.equal(wordingOf('tell-recipient', 'erasure', SOME), 'tell-recipient-erasure-named');
    assert.equal(wordingOf('tell-recipient', 'restriction', {}), 'tell-recipient-restriction');
    assert.equal(
      wordingOf('tell-recipient', 'rectification', { right: 'Meyer' }),
      'tell-recipient-rectification',
    );
    assert.equal(wordingOf('stop', 'consent-withdrawal', { consent: 'Newsletter' }), 'stop-named');
  });
});
