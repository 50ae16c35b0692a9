import assert from 'node:assert/strict';
import type { Evidence } from '../../../domain/answers/evidence.ts';
import { gateOf, missingIn } from '../../../domain/answers/gate.ts';
import { shippedPolicy } from '../../support/facts.ts';
import type { Plant } from '../../support/planting.ts';
import { ACCESS } from '../../support/plantsInAccess.ts';
import { ACTS, PORTABILITY } from '../../support/plantsInActs.ts';
import { type PlantedRight, wholeAnswers } from '../../support/wholeAnswers.ts';
import { SHAPES } from '../../support/wholeShapes.ts';

/**
 * Written from Arts. 12 to 21 GDPR, the Guidelines 01/2022 of the European Data Protection Board and what was published of answers
 * that were sent, without looking at the rules. The same answers come each time: their seeds are written here.
 */
const WHOLE: Record<PlantedRight, number> = {
  access: 20,
  portability: 6,
  rectification: 6,
  erasure: 8,
  restriction: 5,
  objection: 5,
};
const PLANTS: readonly Plant[] = [...ACCESS, ...PORTABILITY, ...ACTS];
const [WHOLE_SEED, PLANTED_SEED] = [20_261_129, 15_22];

const missing = (right: PlantedRight, evidence: Evidence) =>
  missingIn(gateOf(shippedPolicy('gdpr-eu'), right, evidence));

describe('The gate before an answer, on answers made by somebody else than its rules', () => {
  it('accuses none of fifty whole answers', () => {
    let count = 0;
    for (const [right, many] of Object.entries(WHOLE) as [PlantedRight, number][])
      for (const [nth, plain] of wholeAnswers(right, many, WHOLE_SEED).entries()) {
        const whole = SHAPES[right][nth % SHAPES[right].length]?.(plain) as Evidence;
        count += 1;
        assert.deepEqual(missing(right, whole), [], `${right} ${nth} ${JSON.stringify(whole)}`);
      }
    assert.equal(count, 50);
  });

  it('is tried with a hundred and two answers that have one defect each', () => {
    assert.equal(PLANTS.flatMap(({ ways }) => ways).length, 102);
  });

  for (const plant of PLANTS)
    it(`names, of an answer to ${plant.right}: ${plant.what}`, () => {
      const wholes = wholeAnswers(plant.right, plant.ways.length, PLANTED_SEED);
      for (const [nth, way] of plant.ways.entries()) named(plant, way(wholes[nth] as Evidence), nth);
    });
});

/** The requirement is named, with a place to mend it and the system's name; and nothing else is accused. */
function named({ right, lacks, at, names }: Plant, answer: Evidence, nth: number): void {
  const rows = missing(right, answer);
  const which = `the ${nth + 1}. way: ${JSON.stringify(rows)}`;
  assert.deepEqual(
    rows.map(({ id }) => id),
    [lacks],
    which,
  );
  const gaps = rows.flatMap((row) => row.gaps);
  const mended = gaps.filter(({ where }) => at.some((one) => JSON.stringify(one) === JSON.stringify(where)));
  assert.ok(mended.length > 0, which);
  const system = answer.systems.find(({ id }) => id === names)?.name;
  if (system)
    assert.ok(
      mended.some(({ data }) => Object.values(data).includes(system)),
      which,
    );
}
