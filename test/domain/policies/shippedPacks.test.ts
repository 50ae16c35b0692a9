import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import { AUTHORITIES, authorityOf } from '../../../domain/policies/authorities.ts';
import { groundOf, groundsFor } from '../../../domain/policies/grounds.ts';
import { policyFor } from '../../../domain/policies/inEffect.ts';
import type { PolicyPack, Worded } from '../../../domain/policies/policy.ts';
import { RIGHTS, type Right, reaches } from '../../../domain/rights.ts';
import { clocksOf, factsOf, shippedPacks, shippedPolicy } from '../../support/facts.ts';

const packOf = (id: string) => shippedPacks.find((pack) => pack.id === id) as PolicyPack;
const scalingo = packOf('scalingo-privacy');
const gdpr = packOf('gdpr-eu');

describe('What scalingo-privacy@2015 leaves open', () => {
  it('S15-7c: the exemption without ground is the policy’s statement, not confirmed', () => {
    const exemption = scalingo.exemptions.find((each) => each.source === 'S15-7c');
    assert.equal(exemption?.confirmed, false);
    assert.equal(exemption?.ground, undefined);
    assert.ok(exemption?.note);
  });

  it('S15-7d: billing data is kept ten years, chosen, on the ground of Art. 17(3)(b)', () => {
    const kept = scalingo.retentions.find((each) => each.source === 'S15-7d');
    assert.equal(kept?.period, 'P10Y');
    assert.ok(kept?.chosen);
    assert.equal(scalingo.exemptions.find((each) => each.source === 'S15-7d')?.ground, 'Art. 17(3)(b)');
  });

  it('S15-7b and S15-7e: what was chosen is said, and neither clock is moved by an extension or a roll', () => {
    for (const clock of scalingo.clocks) {
      assert.ok(clock.chosen, clock.id);
      assert.equal(clock.extendedPeriod, undefined);
      assert.equal(clock.rolls, false);
      assert.equal(clock.endsBy, 'fulfilment');
    }
  });
});

describe('The law packs', () => {
  it('gdpr-eu: one month, three under an extension, and the advisory rows of the month', () => {
    const shape = gdpr.clocks.map(({ id, period, extendedPeriod, advisory }) => [
      id,
      period,
      extendedPeriod,
      advisory,
    ]);
    assert.deepEqual(shape, [
      ['reply', 'P1M', 'P3M', false],
      ['extension-notice', 'P1M', undefined, true],
      ['refusal-notice', 'P1M', undefined, true],
      ['marketing-stop', 'PT24H', undefined, false],
      ['consent-stop', 'PT24H', undefined, false],
      ['reply-to-withdrawal', 'P1M', undefined, false],
      ['reply-after-death', 'P1M', undefined, false],
      ['breach-notice', 'PT72H', undefined, false],
    ]);
  });

  it('gdpr-eu: names the passage of every right of the desk, and promises each an answer', () => {
    assert.deepEqual(
      RIGHTS.filter((right) => !gdpr.law?.rights[right]),
      [],
    );
    const promised = gdpr.clocks.filter(({ endsBy, advisory }) => endsBy === 'answer' && !advisory);
    assert.deepEqual(
      RIGHTS.filter((right) => !promised.some((clock) => reaches(clock, right))),
      [],
    );
  });

  it('are published, and what organisations wrote is not', () => {
    const published = shippedPacks
      .filter((pack) => pack.published)
      .map(({ id, version }) => `${id}@${version}`);
    assert.deepEqual(published, [
      'ccpa@2023',
      'ccpa@2027',
      'fadp-ch@2023',
      'gdpr-eu@2018',
      'lgpd-br@2020',
      'sante-fr@2018',
      'uk-gdpr@2021',
      'uk-gdpr@2026',
    ]);
  });

  it('of California and Brazil do not roll, and every date says that it is not confirmed', () => {
    for (const pack of shippedPacks.filter(({ id }) => id === 'ccpa' || id === 'lgpd-br')) {
      for (const { id, period, rolls, confirmed } of pack.clocks) {
        assert.equal(rolls, period.endsWith('BD'), `${pack.id} ${id}: working days end on one anyway`);
        assert.equal(confirmed, false, `${pack.id} ${id}`);
      }
    }
  });

  const table: [string, string, string, string, Right, string, string][] = [
    ['uk-gdpr', 'GB-ENG', 'Europe/London', '2024-11-25', 'access', 'reply', '2024-12-27'],
    ['uk-gdpr', 'GB-ENG', 'Europe/London', '2026-01-31', 'access', 'reply', '2026-03-02'],
    ['uk-gdpr', 'GB-SCT', 'Europe/London', '2026-10-30', 'access', 'reply', '2026-12-01'],
    ['ccpa', 'US-CA', 'America/Los_Angeles', '2026-03-02', 'access', 'reply', '2026-04-16'],
    ['ccpa', 'US-CA', 'America/Los_Angeles', '2026-03-04', 'access', 'reply', '2026-04-18'],
    ['ccpa', 'US-CA', 'America/Los_Angeles', '2026-03-20', 'access', 'confirmation', '2026-04-06'],
    ['ccpa', 'US-CA', 'America/Los_Angeles', '2026-03-02', 'marketing-objection', 'opt-out', '2026-03-23'],
    ['lgpd-br', 'BR', 'America/Sao_Paulo', '2026-03-06', 'access', 'reply', '2026-03-21'],
    ['fadp-ch', 'CH-ZH', 'Europe/Zurich', '2026-03-02', 'access', 'reply', '2026-04-01'],
  ];
  for (const [ref, calendar, zone, day, right, clock, due] of table) {
    it(`${ref} in ${calendar}, ${right} received on ${day}: ${clock} by ${due}`, () => {
      const facts = factsOf(`${day}T18:00:00Z`, { zone });
      assert.equal(clocksOf(shippedPolicy(ref), facts, calendar, right)[clock]?.dueOn, due);
    });
  }

  it('ccpa: with a notice in time 90 days from receipt; a check of identity changes nothing', () => {
    const asked = { reason: 'identity' as const, askedAt: new Date('2026-03-04T18:00:00Z') };
    const facts = factsOf('2026-03-02T18:00:00Z', { zone: 'America/Los_Angeles', pauses: [asked] });
    const { reply } = clocksOf(shippedPolicy('ccpa'), facts, 'US-CA', 'access');
    assert.deepEqual([reply?.dueOn, reply?.state], ['2026-04-16', 'running']);
    const notice = { ...facts, extensionNoticeSentAt: new Date('2026-04-10T18:00:00Z') };
    assert.equal(clocksOf(shippedPolicy('ccpa'), notice, 'US-CA', 'access').reply?.dueOn, '2026-05-31');
  });

  it('uk-gdpr: identity restarts the month, a clarification takes days out, both ends included', () => {
    const waited = (reason: 'identity' | 'clarification') => {
      const pauses = [
        { reason, askedAt: new Date('2022-02-15T10:00:00Z'), answeredAt: new Date('2022-04-19T10:00:00Z') },
      ];
      const facts = factsOf('2022-02-09T10:00:00Z', { zone: 'Europe/London', pauses });
      return clocksOf(shippedPolicy('uk-gdpr'), facts, 'GB-ENG', 'access').reply;
    };
    assert.deepEqual([waited('identity')?.dueOn, waited('identity')?.confirmed], ['2022-05-19', true]);
    assert.deepEqual(
      [waited('clarification')?.dueOn, waited('clarification')?.confirmed],
      ['2022-05-12', false],
    );
  });

  it('a name without a version means the one of the day of receipt: scalingo-privacy is 2015 until 2025', () => {
    const on = (day: string) => policyFor(shippedPacks, 'scalingo-privacy', calendarDate(day)).version;
    assert.deepEqual([on('2024-12-31'), on('2025-01-01')], ['2015', '2025']);
  });

  it('the rights of a pack are its own and those of the law it builds on', () => {
    assert.ok(shippedPolicy('clever-cloud-privacy').rights.includes('after-death'));
    assert.ok(!shippedPolicy('scalingo-privacy').rights.includes('after-death'));
    assert.ok(shippedPolicy('scalingo-privacy').rights.includes('automated-decision'));
    assert.deepEqual(shippedPolicy('camunda-dpa').rights.length, 5);
  });

  it('every text of every pack is in English and in French', () => {
    for (const pack of shippedPacks) {
      for (const words of wordsOf(pack)) assert.ok(words.en && words.fr, `${pack.id}: ${words.en}`);
    }
  });
});

describe('Grounds of refusal', () => {
  const gdpr = shippedPolicy('gdpr-eu');

  it('are there for every right of every law; a consent withdrawn is refused only where there was none', () => {
    for (const id of ['gdpr-eu', 'uk-gdpr', 'fadp-ch', 'ccpa', 'lgpd-br', 'sante-fr', 'clever-cloud-privacy'])
      for (const right of shippedPolicy(id).rights)
        assert.ok(groundsFor(shippedPolicy(id), right).length >= 1, `${id}: ${right}`);
    assert.deepEqual(
      groundsFor(gdpr, 'consent-withdrawal').map((ground) => ground.id),
      ['no-consent'],
    );
    assert.ok(
      groundsFor(gdpr, 'after-death').every(({ article }) => !article?.en.includes('12(5)')),
      'Arts. 15 to 22',
    );
    assert.deepEqual(
      groundsFor(gdpr, 'marketing-objection').map((ground) => ground.id),
      ['unfounded-or-excessive'],
    );
  });

  it('erasure has the five of Art. 17(3) GDPR', () => {
    const articles = groundsFor(gdpr, 'erasure').map((ground) => ground.article?.en);
    for (const letter of 'abcde') assert.ok(articles.includes(`Art. 17(3)(${letter}) GDPR`), letter);
  });

  it('ids are unique in each law, and found again', () => {
    for (const { id, law } of shippedPacks) {
      const ids = law?.refusals.map((ground) => ground.id) ?? [];
      assert.equal(new Set(ids).size, ids.length, id);
    }
    assert.equal(groundOf(gdpr, shippedPacks, 'legal-duty')?.article?.fr, 'art. 17(3)(b) du RGPD');
    assert.equal(groundOf(gdpr, shippedPacks, 'because'), undefined);
  });
});

describe('Authorities to complain to', () => {
  it('are found by country or calendar', () => {
    assert.match(authorityOf('FR-67')?.name ?? '', /CNIL/);
    assert.match(authorityOf('GB-ENG')?.name ?? '', /ICO/);
    assert.equal(authorityOf('none'), undefined);
    for (const { site } of AUTHORITIES) assert.match(site, /^https:\/\//);
  });
});

function wordsOf(pack: PolicyPack): Worded[] {
  const found: Worded[] = [];
  JSON.stringify(pack, (_, value) => {
    if (value && typeof value === 'object' && typeof value.en === 'string') found.push(value);
    return value;
  });
  return found;
}
