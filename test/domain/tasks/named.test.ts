import assert from 'node:assert/strict';
import { namedIn, wordingOf } from '../../../domain/tasks/named.ts';

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

  it('decides the words of the desk: who is to delete some of the data is not told to delete everything', () => {
    assert.equal(wordingOf('delete', 'erasure', SOME), 'delete-named');
    assert.equal(wordingOf('delete', 'erasure', { extent: 'all' }), 'delete');
    assert.equal(wordingOf('correct', 'rectification', { wrong: 'Meier' }), 'correct');
    assert.equal(wordingOf('stop', 'consent-withdrawal', { consent: 'Newsletter' }), 'stop-named');
  });
});
