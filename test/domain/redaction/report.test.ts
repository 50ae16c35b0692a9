import assert from 'node:assert/strict';
import { REMOVAL_REASONS } from '../../../domain/redaction/removal.ts';
import {
  countsOf,
  LEFT_CODES,
  type LeftCode,
  STRIPPED_CODES,
  type StrippedCode,
  SURVIVOR_PLACES,
  type SurvivorPlace,
} from '../../../domain/redaction/report.ts';

describe('The report on a cleaned file', () => {
  it('counts what was removed by reason, in the order of the reasons', () => {
    const counts = new Map([
      ['legal-privilege', 2],
      ['rights-of-others', 1],
      ['trade-secret', 0],
    ] as const);
    assert.deepEqual(REMOVAL_REASONS, ['rights-of-others', 'trade-secret', 'legal-privilege']);
    assert.deepEqual(countsOf(counts), [
      { reason: 'rights-of-others', count: 1 },
      { reason: 'legal-privilege', count: 2 },
    ]);
  });

  it('says a thing either as stripped or as left, never by one word', () => {
    const stripped: readonly StrippedCode[] = STRIPPED_CODES;
    const left: readonly LeftCode[] = LEFT_CODES;
    const places: readonly SurvivorPlace[] = SURVIVOR_PLACES;
    const all = [...stripped, ...left];
    assert.equal(new Set<string>(all).size, all.length);
    assert.equal(new Set<string>(places).size, places.length);
  });
});
