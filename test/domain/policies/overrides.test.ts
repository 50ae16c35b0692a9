import assert from 'node:assert/strict';
import { assertKeepable } from '../../../domain/policies/overrides.ts';

describe('A number that an organisation gives itself', () => {
  for (const period of ['PT24H', 'PT1H', 'P30D', 'P10BD', 'P24M', 'P10Y'])
    it(`may be ${period}`, () => assertKeepable(period));

  for (const period of ['P11Y', 'P121M', 'P9000BD', 'P99999Y', 'PT99999H'])
    it(`is not ${period}: nobody could ask any more, as its day lies past every calendar`, () =>
      assert.throws(() => assertKeepable(period), { code: 'period-too-long' }));

  it('is a period', () => assert.throws(() => assertKeepable('PT0H'), { code: 'period-zero' }));
});
