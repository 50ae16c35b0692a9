import assert from 'node:assert/strict';
import { calendarDate } from '../../../domain/calendar/calendarDate.ts';
import {
  assertCarried,
  assertFeeCarried,
  assertSound,
  needsWorksheet,
  openIn,
  WORKSHEET_FIELDS,
} from '../../../domain/lifecycle/worksheet.ts';
import { groundsFor } from '../../../domain/policies/grounds.ts';
import { RIGHTS } from '../../../domain/rights.ts';
import { shippedPacks, shippedPolicy } from '../../support/facts.ts';
import { COMPLETE_WORKSHEET as SHEET } from '../../support/worksheet.ts';

const on = calendarDate('2026-03-02');
const excessive = { id: 'unfounded-or-excessive' };

describe('Manifestly unfounded or excessive (Art. 12(5) GDPR; C-526/24)', () => {
  it('takes a worksheet in every shipped law that has such a ground, and no other ground does', () => {
    const taking = shippedPacks.flatMap(({ law }) =>
      law ? RIGHTS.flatMap((right) => groundsFor({ law }, right).filter(needsWorksheet)) : [],
    );
    assert.deepEqual([...new Set(taking.map(({ id }) => id))].sort(), [
      'obviously-unjustified',
      'unfounded-or-excessive',
    ]);
  });

  it('is known in a law of one’s own by the passage that it cites', () => {
    assert.ok(needsWorksheet({ id: 'vexatious', article: { en: 'Art. 12(5)(b) GDPR' } }));
    assert.ok(needsWorksheet({ id: 'vexatious', article: 'Arts. 12 (5), 23' }));
    assert.ok(!needsWorksheet({ id: 'vexatious', article: 'Art. 112(5)' }));
  });

  it('is carried by a complete worksheet alone: with any one answer missing it is not', () => {
    assertCarried(excessive, SHEET, on);
    assert.throws(() => assertCarried(excessive, undefined, on), {
      code: 'worksheet-missing',
      field: 'ground',
    });
    for (const field of WORKSHEET_FIELDS.filter((one) => one !== 'earlierOn')) {
      const without = { ...SHEET, [field]: ' \n' };
      assert.deepEqual(openIn(without), [field]);
      const incomplete = { code: 'worksheet-incomplete', data: { count: 1 } };
      assert.throws(() => assertCarried(excessive, without, on), incomplete, field);
    }
    assertCarried({ id: 'legal-claims' }, undefined, on);
  });

  it('by repetition, asks for the day of the request before', () => {
    assert.deepEqual(openIn({ ...SHEET, case: 'repetitive' }), ['earlierOn']);
  });

  for (const [earlierOn, code] of [
    ['2025-03-02', 'year-apart'],
    ['2024-01-01', 'year-apart'],
    ['2025-03-03', undefined],
    ['2026-03-03', 'earlier-not-before'],
    ['2025-02-30', 'date-invalid'],
  ] as const)
    it(`by repetition, with the request before on ${earlierOn} and this one on 2 March 2026: ${code ?? 'may be'}`, () => {
      const sheet = { ...SHEET, case: 'repetitive', earlierOn };
      if (code) assert.throws(() => assertSound(sheet, on), { code, field: 'earlierOn' });
      else assertSound(sheet, on);
    });

  it('is looked at by two people: one name in two spellings is one', () => {
    const alone = { ...SHEET, decidedBy: 'Inès Kaya', checkedBy: 'Kaya, Ines' };
    assert.throws(() => assertSound(alone, on), { code: 'one-person', field: 'checkedBy' });
  });

  it('is also the only ground for a fee, where the law has it', () => {
    const uk = { law: shippedPolicy('uk-gdpr').law, right: 'access' as const };
    assert.throws(() => assertFeeCarried(uk, undefined, on), { code: 'worksheet-missing', field: 'reason' });
    assertFeeCarried(uk, SHEET, on);
    assertFeeCarried({ law: shippedPolicy('lgpd-br').law, right: 'access' }, undefined, on);
  });
});
