import assert from 'node:assert/strict';
import { type Colleague, handsOf } from '../../../domain/today/hands.ts';

const [CAMILLE, JONAS, DANA, ZOE] = [1, 2, 3, 4];
const camille: Colleague = { id: CAMILLE, role: 'dpo' };
const jonas: Colleague = { id: JONAS, role: 'handler' };
const dana: Colleague = { id: DANA, role: 'handler' };
const zoe: Colleague = { id: ZOE, role: 'reader' };
const away = (one: Colleague, deputyId: number | null): Colleague => ({ ...one, isAway: true, deputyId });

describe('Whose requests are somebody’s work', () => {
  it('a handler: those assigned to them', () => {
    assert.deepEqual(handsOf([camille, jonas, dana], JONAS), { theirs: [JONAS] });
  });

  it('a DPO: all but those assigned to somebody else who works here', () => {
    assert.deepEqual(handsOf([camille, jonas, dana], CAMILLE), { others: [JONAS, DANA] });
  });

  it('a deputy: also those of whoever is away', () => {
    assert.deepEqual(handsOf([camille, jonas, away(dana, JONAS)], JONAS), { theirs: [JONAS, DANA] });
    assert.deepEqual(handsOf([away(camille, JONAS), jonas], JONAS), { theirs: [CAMILLE, JONAS] });
  });

  it('whoever stands in for a deputy who is away too', () => {
    const all = [camille, away(jonas, ZOE), away(dana, JONAS), zoe];
    assert.deepEqual(handsOf(all, ZOE), { theirs: [JONAS, DANA, ZOE] });
  });

  it('the DPO where nobody stands in, or the deputies stand in for each other', () => {
    assert.deepEqual(handsOf([camille, jonas, away(dana, null)], CAMILLE), { others: [JONAS] });
    assert.deepEqual(handsOf([camille, away(jonas, DANA), away(dana, JONAS)], CAMILLE), { others: [] });
  });

  it('somebody who is away still sees their own', () => {
    assert.deepEqual(handsOf([camille, away(jonas, DANA), dana], JONAS), { theirs: [JONAS] });
  });
});
