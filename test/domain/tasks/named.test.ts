import assert from 'node:assert/strict';
import { isUnsaid, namedIn, wordingOf } from '../../../domain/tasks/named.ts';

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

  it('must be there for each correction and for a deletion of some data, else the DPO says it', () => {
    assert.equal(isUnsaid('correct', 'rectification'), true);
    assert.equal(isUnsaid('correct', 'access', { which: 'Orders' }), true); // one that the DPO added
    assert.equal(isUnsaid('tell-recipient', 'rectification'), true);
    assert.equal(isUnsaid('delete', 'erasure', { extent: 'some' }), true);
    assert.equal(isUnsaid('tell-recipient', 'erasure', { extent: 'some' }), true);
    assert.equal(isUnsaid('correct', 'rectification', { wrong: 'Meier' }), false);
    assert.equal(isUnsaid('delete', 'erasure', { extent: 'some', which: 'Posts' }), false);
    assert.equal(isUnsaid('delete', 'erasure'), false);
    assert.equal(isUnsaid('find', 'access', { extent: 'some' }), false);
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
