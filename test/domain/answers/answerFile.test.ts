import assert from 'node:assert/strict';
import {
  isKeptBack,
  keptBackOf,
  LEAVING_OUT_REASONS,
  passageOfKeepingBack,
} from '../../../domain/answers/answerFile.ts';
import { nameWithout } from '../../../domain/answers/nameWithout.ts';
import { pageNumbers, pagesTyped } from '../../../domain/answers/pageNumbers.ts';

describe('What is kept back of an answer', () => {
  it('is counted by reason: in how many files, in how many places, and how many files as a whole', () => {
    const removed = [
      [{ reason: 'rights-of-others' as const, count: 3 }],
      [
        { reason: 'rights-of-others' as const, count: 1 },
        { reason: 'trade-secret' as const, count: 2 },
      ],
      [],
    ];
    assert.deepEqual(keptBackOf(removed, ['legal-privilege', 'not-of-person', 'legal-privilege']), {
      removed: [
        { reason: 'rights-of-others', files: 2, count: 4 },
        { reason: 'trade-secret', files: 1, count: 2 },
      ],
      leftOut: [{ reason: 'legal-privilege', count: 2 }],
    });
  });

  it('is not what holds nothing of the person', () => {
    assert.deepEqual(
      LEAVING_OUT_REASONS.filter((reason) => !isKeptBack(reason)),
      ['not-of-person'],
    );
  });

  it('is told with Art. 15(4) GDPR for access and Art. 20(4) for portability; with none for other rights and laws', () => {
    const cite = { en: '{article} GDPR', fr: '{article} du RGPD' };
    const gdpr = { cite, rights: { access: 'Art. 15', portability: 'Art. 20', erasure: 'Art. 17' } };
    assert.deepEqual(passageOfKeepingBack(gdpr, 'access'), {
      en: 'Art. 15(4) GDPR',
      fr: 'art. 15(4) du RGPD',
    });
    assert.equal(passageOfKeepingBack(gdpr, 'portability')?.en, 'Art. 20(4) GDPR');
    assert.equal(passageOfKeepingBack(gdpr, 'erasure'), undefined);
    assert.equal(passageOfKeepingBack({ rights: { access: 'Art. 25 FADP' } }, 'access'), undefined);
  });
});

describe('Pages to be left out', () => {
  it('are typed as numbers and ranges, in any order', () => {
    assert.deepEqual(pageNumbers('5-7, 2;2 9', 'pages'), [2, 5, 6, 7, 9]);
    assert.equal(pagesTyped([2, 5, 6, 7, 9]), '2, 5-7, 9');
    assert.deepEqual(pageNumbers('  ', 'pages'), []);
  });

  it('are refused beside their field where they are none', () => {
    for (const typed of ['0', '7-5', 'all', '1-99999', '-3'])
      assert.throws(() => pageNumbers(typed, 'pages'), { code: 'pages-invalid', field: 'pages' }, typed);
  });
});

describe('The name of a file', () => {
  it('loses the words that are removed from the file, however they are joined in it', () => {
    const removals = [{ kind: 'words' as const, words: 'Jane Doe', reason: 'rights-of-others' as const }];
    assert.equal(nameWithout('Complaint_Jane-Doe_2024.pdf', removals), 'Complaint ___ 2024.pdf');
    assert.equal(nameWithout('JANE DOE.csv', removals), '___.csv');
    assert.equal(nameWithout('orders_2024.csv', removals), 'orders_2024.csv');
    assert.equal(nameWithout('orders.csv', []), 'orders.csv');
  });
});
