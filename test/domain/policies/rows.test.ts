import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { holidayCalendar } from '../../../domain/calendar/holidays.ts';
import { deadlinesOf } from '../../../domain/deadlines/deadlinesOf.ts';
import { otherDeadlinesOf, storageEndsOf } from '../../../domain/deadlines/otherDeadlines.ts';
import { clauseIdsOf, clausesIn } from '../../../domain/policies/clauses.ts';
import type { PolicyPack } from '../../../domain/policies/policy.ts';
import type { Right } from '../../../domain/rights.ts';
import { factsOf, shippedPacks, shippedPolicy } from '../../support/facts.ts';

/** Each clause of a published document and where its pack holds it: items of a list, with words that tell them apart. */
type Found = Partial<Record<keyof PolicyPack, RegExp>>;
const ROWS: Record<string, Record<string, Found>> = {
  'scalingo-privacy@2015': {
    'S15-2': { categories: /contact.*billing.*card.*technical.*hosted/s },
    'S15-6': { recipients: /Stripe.*Intercom.*Courts/s },
    'S15-7a': { rightStatements: /access.*rectification/s },
    'S15-7b': { clocks: /"PT24H".*"chosen"/s },
    'S15-7c': { exemptions: /"confirmed":false/ },
    'S15-7d': { retentions: /"P10Y".*"chosen"/s, exemptions: /17\(3\)\(b\)/ },
    'S15-7e': { clocks: /"P30D","rolls":false.*"chosen"/s },
    'S15-8': { exemptions: /marketing-objection/ },
    'S15-9': { duties: /e-mail/ },
    'S15-6b': { categories: /Intercom.*gender, job title, photos.*social/ },
    'S15-9b': { duties: /deliberately lowers the protection/ },
  },
  'scalingo-privacy@2025': {
    'S25-1': {
      rightStatements: /access.*erasure.*objection.*portability.*restriction.*consent/s,
      duties: /CNIL/,
    },
    'S25-2': { rightStatements: /unsubscribe/, duties: /securely and confidentially/ },
    'S25-3': { retentions: /"P12M".*consent-given/s, categories: /anonymised/ },
    'S25-2b': {
      duties: /as quickly as possible/,
      rightStatements: /cookie banner.*privacy settings/,
      exemptions: /"consent-withdrawal".*Cookies without which.*"confirmed":false/,
    },
    'S25-4': { retentions: /"P3Y"/ },
    'S25-4b': { retentions: /"last-contact-by-person"/ },
    'S25-5': { retentions: /"P24M".*"chosen"/s, categories: /CV.*evaluations/ },
    'S25-6': {
      recipients: /Pipedrive.*Brevo.*Lemlist.*Intercom.*Plausible.*Cookiebot.*Dato.*Pennylane.*auth/s,
    },
    'S25-7': { duties: /revision/ },
  },
  'clever-cloud-privacy@2022': {
    'CC-1': { retentions: /"P180D"/, categories: /first half of the IP/ },
    'CC-2': { retentions: /"P1Y"/ },
    'CC-3': { retentions: /contract-ended/, duties: /Two-factor/, categories: /customers host/ },
    'CC-3b': { categories: /marital status.*postal address/ },
    'CC-4': { recipients: /Crisp.*Twilio.*Stripe.*PayPal/s },
    'CC-4b': { categories: /Support: IP address, organisations.*e-mail.*phone.*messages.*last activity/ },
    'CC-5': { retentions: /"P12M".*last-contact/s, duties: /permission/ },
    'CC-6': { rightStatements: /15.*16.*17.*18.*21.*20.*consent/s, duties: /any national authority/ },
    'CC-7': { duties: /not a document; its absence does not stop the clock/ },
    'CC-8': { retentions: /"P1Y".*answered/s },
    'CC-9': { rightStatements: /after-death/, duties: /destroyed/ },
    'CC-10': { rightStatements: /legal department/ },
  },
  'scalingo-dpa@2018': {
    'SD-5d': { clocks: /"P2BD".*"chosen"/s },
    'SD-7': { duties: /detailed written instruction.*"chosen"/s },
    'SD-8': { recipients: /Agora.*OVH.*Intercom.*Stripe.*PayPal/s, duties: /outside the European Union/ },
    'SD-8b': { duties: /standard clauses.*confidentiality/ },
    'SD-9': { duties: /prior written consent/ },
    'SD-10': { duties: /logged.*apart.*encrypted.*HTTPS/ },
    'SD-11': { clocks: /"audit-day".*"P4W"/s, duties: /one audit a year/ },
    'SD-12': { clocks: /"breach-known".*"PT24H".*"chosen"/s, duties: /kind of data/ },
    'SD-13': { clocks: /"demand-received".*"P1BD"|"P1BD".*"demand-received"/s },
    'SD-14': { clocks: /"P30D".*"chosen"/s, duties: /untouched/ },
  },
  'camunda-dpa@2021': {
    'CD-4': { duties: /oral/ },
    'CD-5a': { duties: /only on instruction.*unlawful/s },
    'CD-5b': { duties: /correct, erase or restrict/ },
    'CD-5c': { clocks: /"PT24H".*"chosen"/s },
    'CD-5d': { clocks: /"P30D".*"chosen"/s },
    'CD-5e': {
      duties: /secrecy.*data protection officer.*carriers are destroyed.*Records are kept.*shows compliance/,
    },
    'CD-6': { duties: /managing directors/ },
    'CD-7': { clocks: /"P2BD".*"chosen"/s },
    'CD-8a': { clocks: /"audit-day".*"P30D"/s, duties: /business hours/ },
    'CD-8b': { duties: /one day a calendar year/ },
    'CD-9': { clocks: /"P10BD"/, duties: /silence is consent/ },
    'CD-9b': { duties: /European Economic Area, the United Kingdom and Switzerland.*assessed before/ },
    'CD-13': { clocks: /"P2W"/ },
    'CD-13b': { clocks: /"P2W","rolls":true.*"chosen":.*moves here to the next working day/ },
    'CD-14': { clocks: /"P1BD".*"chosen"/s, duties: /whose data/ },
    'CD-A2': { duties: /two factors.*synchronised/ },
    'CD-A2b': { clocks: /"access-policy-assessed".*"P1Y".*"chosen"|"P1Y".*"access-policy-assessed"/ },
    'CD-A3': { recipients: /Inc.*Limited.*GmbH.*PTE.*Cloudflare.*Google/s, duties: /European Economic Area/ },
  },
};

const packOf = (key: string) =>
  shippedPacks.find(({ id, version }) => `${id}@${version}` === key) as PolicyPack;

for (const [key, rows] of Object.entries(ROWS)) {
  describe(`The rows of ${key}`, () => {
    for (const [row, found] of Object.entries(rows)) {
      it(`${row}: ${Object.keys(found).join(', ')}`, () => {
        for (const [list, words] of Object.entries(found)) {
          const items = packOf(key)[list as 'duties'].filter((item) => clausesIn(item).includes(row));
          assert.match(JSON.stringify(items), words, list);
        }
      });
    }

    it('are all clauses of the document, no more and no less', function () {
      const file = new URL('../../../../shared/POLICIES.md', import.meta.url);
      if (!existsSync(file)) this.skip(); // the project stands without it
      const [first = ''] = Object.keys(rows);
      const series = first.slice(0, first.indexOf('-'));
      const listed = [...readFileSync(file, 'utf8').matchAll(/^\| (\w+-\w+)(?: \+)? \|/gm)].map(
        (match) => match[1],
      );
      const wanted = listed.filter((id) => id?.startsWith(`${series}-`));
      assert.deepEqual([...wanted].sort(), Object.keys(rows).sort());
      assert.deepEqual(clauseIdsOf(packOf(key)), Object.keys(rows).sort());
    });
  });
}

describe('What the packs compute', () => {
  const at = (text: string) => new Date(text);
  const rowsOf = (ref: string, other: Record<string, string>, calendar: string, right: Right = 'erasure') => {
    const told = Object.fromEntries(Object.entries(other).map(([fact, text]) => [fact, at(text)]));
    const facts = factsOf('2026-03-02T09:00:00Z', { other: told, answeredAt: told.answered });
    const place = holidayCalendar(calendar);
    const policy = shippedPolicy(ref);
    const rows = [
      ...deadlinesOf(policy, facts, right, place),
      ...otherDeadlinesOf(policy, facts, place),
      ...storageEndsOf(policy, facts, place),
    ];
    return Object.fromEntries(rows.map((row) => [row.source, row.dueOn ?? row.targetAt?.toISOString()]));
  };
  const moment = '2026-04-02T15:30:00Z'; // Thursday before Easter, 17:30 in Paris and Berlin

  const table: [string, string, string, string, string][] = [
    ['S15-7d', 'scalingo-privacy@2015', 'FR-67', 'accounts-closed', '2036-04-02'],
    ['S25-3', 'scalingo-privacy@2025', 'FR-67', 'consent-given', '2027-04-02'],
    ['S25-4', 'scalingo-privacy@2025', 'FR-67', 'last-contact-by-person', '2029-04-02'],
    ['S25-5', 'scalingo-privacy@2025', 'FR-67', 'last-contact', '2028-04-02'],
    ['CC-1', 'clever-cloud-privacy', 'FR', 'data-collected', '2026-09-29'],
    ['CC-2', 'clever-cloud-privacy', 'FR', 'data-collected', '2027-04-02'],
    ['CC-5', 'clever-cloud-privacy', 'FR', 'last-contact', '2027-04-02'],
    ['CC-8', 'clever-cloud-privacy', 'FR', 'answered', '2027-04-02'],
    ['SD-11', 'scalingo-dpa', 'FR-67', 'audit-day', '2026-03-05'],
    ['SD-12', 'scalingo-dpa', 'FR-67', 'breach-known', '2026-04-03T15:30:00.000Z'],
    ['SD-13', 'scalingo-dpa', 'FR-67', 'demand-received', '2026-04-07'],
    ['SD-14', 'scalingo-dpa', 'FR-67', 'service-ended', '2026-05-04'],
    ['CD-5c', 'camunda-dpa', 'DE-BE', 'breach-known', '2026-04-03T15:30:00.000Z'],
    ['CD-5d', 'camunda-dpa', 'DE-BE', 'service-ended', '2026-05-04'],
    ['CD-8a', 'camunda-dpa', 'DE-BE', 'audit-day', '2026-03-03'],
    ['CD-9', 'camunda-dpa', 'DE-BE', 'sub-processor-announced', '2026-04-20'],
    ['CD-13', 'camunda-dpa', 'DE-BE', 'termination-notified', '2026-04-16'],
    ['CD-A2b', 'camunda-dpa', 'DE-BE', 'access-policy-assessed', '2027-04-02'],
    ['CD-14', 'camunda-dpa', 'DE-BE', 'seizure-known', '2026-04-07'],
    ['Art. 33(1)', 'gdpr-eu', 'FR', 'breach-known', '2026-04-05T15:30:00.000Z'],
  ];
  for (const [source, ref, calendar, fact, end] of table) {
    it(`${source}, ${fact} on 2 April 2026, 17:30: ${end}`, () =>
      assert.equal(rowsOf(ref, { [fact]: moment }, calendar)[source], end));
  }

  it('S25-4b: a last contact that the organisation began does not begin the three years', () =>
    assert.equal(rowsOf('scalingo-privacy@2025', { 'last-contact': moment }, 'FR-67')['S25-4'], undefined));

  it('CD-13b: notice of Saturday 4 April 2026 ends on Monday 20 April, not on Saturday 18 April', () =>
    assert.equal(
      rowsOf('camunda-dpa', { 'termination-notified': '2026-04-04T10:00:00Z' }, 'DE-BE')['CD-13'],
      '2026-04-20',
    ));

  it('CD-A2b: assessed on Friday 3 April 2026, the next assessment falls on Saturday 3 April 2027 and moves to Monday', () =>
    assert.equal(
      rowsOf('camunda-dpa', { 'access-policy-assessed': '2026-04-03T10:00:00Z' }, 'DE-BE')['CD-A2b'],
      '2027-04-05',
    ));

  it('SD-5d and CD-7: a person’s request is passed on within two working days, and no month runs', () => {
    assert.deepEqual(Object.entries(rowsOf('scalingo-dpa', {}, 'FR-67'))[0], ['SD-5d', '2026-03-04']);
    assert.deepEqual(Object.entries(rowsOf('camunda-dpa', {}, 'DE-BE'))[0], ['CD-7', '2026-03-04']);
    for (const ref of ['scalingo-dpa', 'camunda-dpa']) {
      assert.ok(!shippedPolicy(ref).clocks.some(({ id }) => id === 'reply'), ref);
    }
  });
});
