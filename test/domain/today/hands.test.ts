import assert from 'node:assert/strict';
import { type Colleague, handsOf, readersAmong } from '../../../domain/today/hands.ts';

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
    assert.deepEqual(handsOf([away(dana, JONAS), jonas], JONAS), { theirs: [DANA, JONAS] });
  });

  it('a deputy of whoever decides: also those that nobody has in hand', () => {
    assert.deepEqual(handsOf([away(camille, JONAS), jonas, dana], JONAS), { others: [DANA] });
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

describe('Who is told of a request', () => {
  const all = [camille, jonas, dana];
  it('the one to whom it is assigned, and of an unassigned one the DPO', () => {
    assert.deepEqual(readersAmong(all, DANA), [DANA]);
    assert.deepEqual(readersAmong(all, null), [CAMILLE]);
  });

  it('the deputy instead of whoever is away; the DPO where nobody stands in, or who stood in has left', () => {
    assert.deepEqual(readersAmong([camille, jonas, away(dana, JONAS)], DANA), [JONAS]);
    assert.deepEqual(readersAmong([camille, jonas, away(dana, null)], DANA), [CAMILLE]);
    assert.deepEqual(readersAmong([camille, away(dana, JONAS)], DANA), [CAMILLE]);
  });

  it('of an unassigned one also the deputy of a DPO who is away, beside the DPO', () => {
    assert.deepEqual(readersAmong([away(camille, JONAS), jonas], null), [CAMILLE, JONAS]);
  });
});
