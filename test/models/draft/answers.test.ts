import assert from 'node:assert/strict';
import { RIGHTS } from '../../../domain/rights.ts';
import {
  behalfFaults,
  firstUnanswered,
  knownRights,
  MOST_CHARACTERS,
  stepsWith,
  tooLong,
  whoFaults,
} from '../../../models/draft/answers.ts';

const who = {
  name: 'Ada Example',
  email: 'ada@example.org',
  noEmail: false,
  postalAddress: '',
  customerNumber: '',
};
const faultsOf = (changes: Partial<typeof who>) =>
  whoFaults({ ...who, ...changes }).map(({ field, code }) => `${field}: ${code}`);

describe('Who asks', () => {
  const cases: [string, Partial<typeof who>, string[]][] = [
    ['a name and an address to write to are enough', {}, []],
    ['a name is needed', { name: '' }, ['name: name-missing']],
    ['an e-mail address is needed, or to say that there is none', { email: '' }, ['email: email-missing']],
    [
      'without e-mail the answer needs a postal address',
      { email: '', noEmail: true },
      ['postalAddress: postal-address-missing'],
    ],
    [
      'without e-mail but with a postal address all is well',
      { email: '', noEmail: true, postalAddress: '1 St' },
      [],
    ],
    [
      'an address and none at once is a contradiction',
      { noEmail: true, postalAddress: '1 St' },
      ['email: email-and-none'],
    ],
    ['an address must be one', { email: 'ada at example' }, ['email: email-invalid']],
    [
      'a line break cannot smuggle a second address in',
      { email: 'ada@example.org\nbcc:x@example.org' },
      ['email: email-invalid'],
    ],
    ['a name with 199 emoji is 200 characters', { name: `A${'🦊'.repeat(199)}` }, []],
    ['a name has 200 characters at most', { name: 'x'.repeat(201) }, ['name: text-too-long']],
  ];
  for (const [fact, changes, expected] of cases)
    it(fact, () => assert.deepEqual(faultsOf(changes), expected));
});

describe('For whom somebody asks', () => {
  const nobody = { for: '', otherName: '', relation: '', authority: '' } as const;
  const fieldsOf = (behalf: Parameters<typeof behalfFaults>[0]) =>
    behalfFaults(behalf).map(({ field }) => field);
  it('has to be said', () => assert.deepEqual(fieldsOf(nobody), ['behalf']));
  it('is nobody else when it is oneself', () => assert.deepEqual(fieldsOf({ ...nobody, for: 'self' }), []));
  it('has a name and a relation when it is somebody else; the proof may come later', () => {
    assert.deepEqual(fieldsOf({ ...nobody, for: 'other' }), ['otherName', 'relation']);
    assert.deepEqual(fieldsOf({ for: 'other', otherName: 'Bo', relation: 'mother', authority: '' }), []);
  });
});

describe('The form', () => {
  it('goes to the first question without an answer; what it is about and files may stay empty', () => {
    const course = { steps: stepsWith([]), offered: RIGHTS };
    assert.equal(firstUnanswered({}, 'check', course), 'rights');
    assert.equal(firstUnanswered({}, 'rights', course), undefined);
    assert.equal(firstUnanswered({ rights: ['access'] }, 'files', course), 'behalf');
    const behalf = { for: 'self', otherName: '', relation: '', authority: '' } as const;
    assert.equal(firstUnanswered({ rights: ['access'], who, behalf }, 'check', course), undefined);
  });

  it('takes rights that the policy has, once each, in the house order', () => {
    assert.deepEqual(knownRights(['erasure', 'access', 'erasure', 'magic'], ['access', 'erasure']), [
      'access',
      'erasure',
    ]);
    assert.deepEqual(knownRights(['after-death'], ['access']), []);
  });

  it('takes 20,000 characters of what it is about', () => {
    assert.deepEqual(tooLong('about', 'é'.repeat(MOST_CHARACTERS.about)), []);
    assert.equal(tooLong('about', 'é'.repeat(MOST_CHARACTERS.about + 1))[0]?.data.most, 20_000);
  });
});
