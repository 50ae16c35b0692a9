import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { groundOf, groundsFor } from '../../../domain/policies/grounds.ts';
import { policyFor } from '../../../domain/policies/inEffect.ts';
import { articleOfRight } from '../../../domain/policies/law.ts';
import { recourseOf } from '../../../domain/policies/recourse.ts';
import { shippedPacks, shippedPolicy } from '../../support/facts.ts';

const CNIL = 'Commission nationale de l’informatique et des libertés (CNIL)';
const ICO = 'Information Commissioner’s Office (ICO)';
/** A company in Paris. */
const inParis = (id: string, residence?: string) =>
  recourseOf(shippedPolicy(id), { authority: CNIL, residence });

describe('Where to turn about a decision, by the law of the request', () => {
  it('is the ICO under UK GDPR, by section 165 of the Data Protection Act 2018, for a company in Paris too', () => {
    const { kind, authority, article, court } = inParis('uk-gdpr', 'GB');
    assert.deepEqual([kind, authority?.name.en, authority?.site], ['complaint', ICO, 'https://ico.org.uk']);
    assert.equal(article?.en, 'Data Protection Act 2018, s. 165');
    assert.equal(court?.article?.en, 'Data Protection Act 2018, s. 167');
  });

  it('is a civil court in Switzerland, and a report to the FDPIC that gives no right to an answer (FADP Arts. 32 and 49)', () => {
    const { kind, authority, article, court, confirmed } = inParis('fadp-ch', 'CH');
    assert.deepEqual(
      [kind, authority?.name.fr],
      ['report', 'Préposé fédéral à la protection des données et à la transparence (PFPDT)'],
    );
    assert.deepEqual([article?.en, article?.fr], ['Art. 49 FADP', 'art. 49 LPD']);
    assert.deepEqual([court?.article?.en, confirmed], ['Art. 32(2) FADP', false]);
  });

  it('is the California agency under the CCPA, which opens no court to somebody who was refused', () => {
    const { authority, article, court, confirmed } = inParis('ccpa', 'US');
    assert.equal(authority?.name.en, 'California Privacy Protection Agency');
    assert.equal(article?.en, 'Cal. Civ. Code § 1798.199.45');
    assert.deepEqual([court, confirmed], [undefined, false]);
  });

  it('is the authority of the organisation under the GDPR (Arts. 77 and 79), also of a policy that builds on it', () => {
    for (const id of ['gdpr-eu', 'scalingo-privacy', 'sante-fr', 'camunda-dpa']) {
      const { authority, article, court } = inParis(id);
      assert.deepEqual([authority?.name.en, authority?.site], [CNIL, 'https://www.cnil.fr'], id);
      assert.deepEqual([article?.en, article?.fr], ['Art. 77 GDPR', 'art. 77 du RGPD'], id);
      assert.equal(court?.article?.fr, 'art. 79 du RGPD', id);
    }
  });

  it('is never the ICO under the GDPR: for a company in London that of the country where the person lives, if known', () => {
    const inLondon = (residence?: string) =>
      recourseOf(shippedPolicy('gdpr-eu'), { authority: ICO, residence }).authority;
    assert.equal(inLondon('IE')?.name.en, 'Data Protection Commission (DPC)');
    assert.equal(inLondon(), undefined);
    assert.equal(inLondon('GB'), undefined);
  });

  it('is the law as it is known today, also of a request that is counted by a former edition of the rules', () => {
    const former = policyFor(shippedPacks, 'uk-gdpr@2021', calendarDate('2024-01-01'), 1);
    assert.equal(recourseOf(former, { authority: CNIL }).authority?.name.en, ICO);
  });

  it('names no passage for a pack that names no law', () => {
    const pack = { ...shippedPolicy('fadp-ch'), id: 'own', version: '1', edition: 1 as const };
    const { law, lawOf, ...own } = { lawOf: undefined, ...pack, extends: undefined };
    const policy = policyFor([own as never], 'own', calendarDate('2026-01-01'), 2);
    const { article, court, kind } = recourseOf(policy, { authority: CNIL });
    assert.deepEqual([kind, article, court], ['complaint', undefined, { article: undefined }]);
    assert.ok(groundsFor(policy, 'access').length > 0);
  });
});

describe('The passage that gives a right', () => {
  const passages = (id: string) => [
    articleOfRight(shippedPolicy(id), 'access')?.en,
    articleOfRight(shippedPolicy(id), 'erasure')?.fr,
  ];

  it('is that of the law of the request', () => {
    assert.deepEqual(passages('gdpr-eu'), ['Art. 15 GDPR', 'art. 17 du RGPD']);
    assert.deepEqual(passages('uk-gdpr'), ['Art. 15 UK GDPR', 'art. 17 du UK GDPR']);
    assert.deepEqual(passages('fadp-ch'), ['Art. 25 FADP', 'art. 32(2)(c) LPD']);
    assert.deepEqual(passages('ccpa'), ['Cal. Civ. Code § 1798.110', 'Cal. Civ. Code § 1798.105']);
  });
});

describe('The grounds of a refusal', () => {
  const ids = (id: string, right: 'access' | 'erasure') =>
    groundsFor(shippedPolicy(id), right).map(({ article }) => article?.en);

  it('are those of the Swiss Act for an access (FADP Art. 26), and none of the GDPR', () => {
    assert.deepEqual(ids('fadp-ch', 'access'), [
      'Art. 26(1)(a) FADP',
      'Art. 26(1)(b) FADP',
      'Art. 26(1)(c) FADP',
      'Art. 26(2)(a) FADP',
      'Art. 26(2)(b) FADP',
      'Art. 16 DPO',
    ]);
  });

  it('are those of UK GDPR with the schedules of the Data Protection Act 2018 in place of Art. 23', () => {
    assert.ok(ids('uk-gdpr', 'erasure').includes('Art. 17(3)(b) UK GDPR'));
    assert.equal(ids('uk-gdpr', 'erasure').at(-1), 'Data Protection Act 2018, Schedules 2 to 4');
  });

  it('are those of the California Act: a deletion is refused by § 1798.105(d), never by Art. 17(3)', () => {
    assert.ok(ids('ccpa', 'erasure').includes('Cal. Civ. Code § 1798.105(d)'));
    assert.ok(ids('ccpa', 'erasure').every((article) => !article?.startsWith('Art.')));
  });

  it('keep the words of the law by which they were decided when the policy of the request is changed', () => {
    const ground = groundOf(shippedPolicy('fadp-ch'), shippedPacks, 'legal-duty');
    assert.equal(ground?.article?.en, 'Art. 17(3)(b) GDPR');
  });
});
