import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { AUTHORITIES, authorityOf } from '../../../domain/policies/authorities.ts';
import { groundOf, groundsFor, REFUSAL_GROUNDS } from '../../../domain/policies/grounds.ts';
import type { PolicyPack, Worded } from '../../../domain/policies/policy.ts';
import { RIGHTS } from '../../../domain/rights.ts';
import { shippedPacks } from '../../support/facts.ts';

const packOf = (id: string) => shippedPacks.find((pack) => pack.id === id) as PolicyPack;
const scalingo = packOf('scalingo-privacy');
const gdpr = packOf('gdpr-eu');

describe('The rows of scalingo-privacy@2015', () => {
  const rows = ['S15-2', 'S15-6', 'S15-7a', 'S15-7b', 'S15-7c', 'S15-7d', 'S15-7e', 'S15-8', 'S15-9'];
  for (const row of rows) {
    it(`${row} is in the pack`, () => assert.ok(sourcesOf(scalingo).includes(row)));
  }

  it('are those of POLICIES.md, no more and no less', function () {
    const file = new URL('../../../../shared/POLICIES.md', import.meta.url);
    if (!existsSync(file)) this.skip(); // the project stands without it
    const listed = [...readFileSync(file, 'utf8').matchAll(/^\| (S15-\w+) \|/gm)].map((match) => match[1]);
    assert.deepEqual([...listed].sort(), [...rows].sort());
    assert.deepEqual([...new Set(sourcesOf(scalingo))].sort(), [...rows].sort());
  });

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
    ]);
    assert.equal(gdpr.published, true);
  });

  it('every text of every pack is in English and in French', () => {
    for (const pack of shippedPacks) {
      for (const words of wordsOf(pack)) assert.ok(words.en && words.fr, `${pack.id}: ${words.en}`);
    }
  });
});

describe('Grounds of refusal', () => {
  it('every right but objection to marketing and consent has more than the general one', () => {
    for (const right of RIGHTS) assert.ok(groundsFor(right).length >= 1, right);
    assert.deepEqual(
      groundsFor('marketing-objection').map((ground) => ground.id),
      ['unfounded-or-excessive'],
    );
  });

  it('erasure has the five of Art. 17(3)', () => {
    const articles = groundsFor('erasure').map((ground) => ground.article);
    for (const letter of 'abcde') assert.ok(articles.includes(`Art. 17(3)(${letter})`), letter);
  });

  it('ids are unique and found again', () => {
    assert.equal(new Set(REFUSAL_GROUNDS.map((ground) => ground.id)).size, REFUSAL_GROUNDS.length);
    assert.equal(groundOf('legal-duty')?.article, 'Art. 17(3)(b)');
    assert.equal(groundOf('because'), undefined);
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

function sourcesOf(pack: PolicyPack): string[] {
  const { rightStatements, categories, clocks, retentions, exemptions, recipients, duties } = pack;
  return [
    ...rightStatements,
    ...categories,
    ...clocks,
    ...retentions,
    ...exemptions,
    ...recipients,
    ...duties,
  ].map((item) => item.source);
}

function wordsOf(pack: PolicyPack): Worded[] {
  const found: Worded[] = [];
  JSON.stringify(pack, (_, value) => {
    if (value && typeof value === 'object' && typeof value.en === 'string') found.push(value);
    return value;
  });
  return found;
}
