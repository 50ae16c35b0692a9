import assert from 'node:assert/strict';
import { contentsOf, reworded } from '../../../domain/answers/contents.ts';
import type { Evidence } from '../../../domain/answers/evidence.ts';
import { gateOf } from '../../../domain/answers/gate.ts';
import { LANGUAGES, type Language } from '../../../domain/languages.ts';
import { recourseOf } from '../../../domain/policies/recourse.ts';
import { RIGHTS, type Right } from '../../../domain/rights.ts';
import { contentsTold } from '../../../views/contents/told.ts';
import { evidenceSystem, evidenceTask, wholeAccess } from '../../support/evidence.ts';
import { shippedPolicy } from '../../support/facts.ts';

const policy = shippedPolicy('gdpr-eu');
/** Each section with its rows, as its reader sees them. */
function told(right: Right, language: Language, evidence: Evidence, own = {}): string[] {
  const gate = gateOf(policy, right, evidence);
  const sections = reworded(contentsOf(gate, evidence), own);
  const recourse = recourseOf(policy, { authority: 'Authority' });
  return contentsTold({ sections, language, law: policy.law, recourse, names: { own: [], packs: [] } })
    .flatMap(({ title, article, rows }) => [
      `${title} | ${article}`,
      ...rows.map(({ label, words }) => `  ${label}: ${words.split('\n')[0]}`),
    ])
    .map((line) => line.replace(/[\u2066-\u2069]/gu, '').replaceAll('\u00a0', ' '));
}
const erasure = (): Evidence => ({
  ...wholeAccess(),
  systems: [
    evidenceSystem({ id: 1, name: 'Shop', categories: ['orders', 'addresses'] }),
    evidenceSystem({ id: 2, name: 'Ledger' }),
    evidenceSystem({ id: 3, name: 'Swift Parcels', kind: 'recipient' }),
  ],
  tasks: [
    evidenceTask({ systemId: 1, kind: 'delete', count: 3 }),
    evidenceTask({ systemId: 2, kind: 'delete', state: 'cannot', reason: 'Tax' }),
    evidenceTask({ systemId: 3, kind: 'tell-recipient', count: undefined, note: 'By letter' }),
  ],
  stated: { kept: 'Invoices: Art. 17(3)(b), the tax code, until 31 December 2034.' },
});

describe('An answer in the words of its reader', () => {
  it('to erasure, in English: what was deleted where, what is kept, on which ground and until when, and who was told', () => {
    assert.deepEqual(told('erasure', 'en', erasure()), [
      'What was deleted | Art. 17(1) GDPR',
      '  Shop: Deleted: orders; addresses. 3 records.',
      '  Ledger: Kept here; why and until when, you read below.',
      'What is kept, why and until when | Art. 17(3) GDPR',
      '  : Invoices: Art. 17(3)(b), the tax code, until 31 December 2034.',
      'Who was told of it | Art. 19 GDPR',
      '  Swift Parcels: Told.',
    ]);
  });

  it('in French and in German too', () => {
    assert.deepEqual(told('erasure', 'fr', erasure()), [
      'Ce qui a été effacé | art. 17(1) du RGPD',
      '  Shop: Effacé : orders; addresses. 3 enregistrements.',
      '  Ledger: Conservé ici ; vous lisez ci-dessous pourquoi et jusqu’à quand.',
      'Ce qui est conservé, pourquoi et jusqu’à quand | art. 17(3) du RGPD',
      '  : Invoices: Art. 17(3)(b), the tax code, until 31 December 2034.',
      'Qui en a été informé | art. 19 du RGPD',
      '  Swift Parcels: Informé.',
    ]);
    assert.deepEqual(told('erasure', 'de', erasure()), [
      'Was gelöscht wurde | Art. 17 Abs. 1 DSGVO',
      '  Shop: Gelöscht: orders; addresses. 3 Datensätze.',
      '  Ledger: Hier behalten; warum und bis wann, lesen Sie unten.',
      'Was wir behalten, warum und bis wann | Art. 17 Abs. 3 DSGVO',
      '  : Invoices: Art. 17(3)(b), the tax code, until 31 December 2034.',
      'Wer davon unterrichtet wurde | Art. 19 DSGVO',
      '  Swift Parcels: Unterrichtet.',
    ]);
  });

  for (const [right, kind, stated, expected] of [
    ['rectification', 'correct', {}, ['What was corrected | Art. 16 GDPR', '  Shop: Corrected. 3 records.']],
    [
      'restriction',
      'restrict',
      {},
      ['Whose use is restricted | Art. 18(1) GDPR', '  Shop: Use restricted. 3 records.'],
    ],
    [
      'objection',
      'stop',
      {},
      ['What we no longer use | Art. 21(1) GDPR', '  Shop: No longer used. 3 records.'],
    ],
    [
      'marketing-objection',
      'stop',
      {},
      ['Marketing that has ended | Art. 21(3) GDPR', '  Shop: No marketing any more. 3 records.'],
    ],
    [
      'consent-withdrawal',
      'stop',
      {},
      ['What ended with your consent | Art. 7(3) GDPR', '  Shop: Use ended. 3 records.'],
    ],
    [
      'portability',
      'find',
      { 'portable-data': 'Your orders, by contract.' },
      ['Which data you receive | Art. 20(1) GDPR', '  : Your orders, by contract.'],
    ],
    [
      'automated-decision',
      'find',
      { 'looked-again': 'A person looked, and raised the limit.' },
      ['Who looked at the decision again | Art. 22(3) GDPR', '  : A person looked, and raised the limit.'],
    ],
  ] as const)
    it(`to ${right}: what was done where, or what the DPO states`, () => {
      const evidence = { ...erasure(), tasks: [evidenceTask({ systemId: 1, kind })], stated };
      assert.deepEqual(told(right, 'en', evidence).slice(0, 2), [...expected]);
    });

  it('says retention as a period in the words of the language, and as it is written otherwise', () => {
    const kept = (language: Language, retention: string) => {
      const whole = wholeAccess();
      for (const system of whole.systems) Object.assign(system, { retention });
      return told('access', language, whole).find((line) => /long|temps|lange/.test(line));
    };
    assert.equal(kept('en', 'P3Y'), '  How long they are kept: 3 years');
    assert.equal(kept('fr', 'P6M'), '  Combien de temps elles sont conservées: 6 mois');
    assert.equal(kept('de', 'P1Y'), '  Wie lange sie aufbewahrt werden: ein Jahr');
    for (const words of ['Until the contract ends', 'P0Y', 'P3X', 'PT3Y', '-P3Y'])
      assert.equal(kept('en', words), `  How long they are kept: ${words}`);
  });

  it('has the words of the DPO where there are any', () => {
    const own = { 'purposes-1': { words: 'To bring you your shoes.', basis: '' } };
    assert.ok(
      told('access', 'en', wholeAccess(), own).includes('  What they are used for: To bring you your shoes.'),
    );
  });

  it('has a word for everything in each language', () => {
    const states = ['open', 'done', 'nothing-found', 'cannot', 'dropped'] as const;
    const all = {
      recipients: 'x1',
      copy: 'x1',
      told: 'x1',
      kept: 'x1',
      'portable-data': 'x1',
      'looked-again': 'x1',
      transfers: 'x1',
    };
    const stated = { ...all, 'automated-decisions': 'x1', 'compelling-grounds': 'x1' };
    for (const right of RIGHTS)
      for (const language of LANGUAGES)
        for (const state of states) {
          const tasks = [1, 2, 3].map((systemId) =>
            evidenceTask({ systemId, state, searched: 'By name', reason: 'Away' }),
          );
          const lines = told(right, language, { ...wholeAccess(), tasks, stated });
          for (const line of lines)
            assert.doesNotMatch(line, /contents:|undefined|\{\{|^ \|/, `${right} ${language}`);
        }
  });
});
