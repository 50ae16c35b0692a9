import assert from 'node:assert/strict';
import { reachOf } from '../../../domain/answers/places.ts';
import { isName } from '../../../domain/answers/recipients.ts';

describe('Where a transfer goes (Art. 15(2))', () => {
  const PLACES: Record<string, string> = {
    'Paris, France': 'inside',
    'Paris, FR': 'inside',
    'Deutschland, Österreich': 'inside',
    Irland: 'inside',
    EU: 'inside',
    'UK and Schweiz': 'adequate',
    'Royaume-Uni': 'adequate',
    'Ireland, United States': 'outside',
    USA: 'outside',
    Chine: 'outside',
    worldwide: 'unclear',
    'Frankfurt am Main': 'unclear',
  };
  for (const [place, reach] of Object.entries(PLACES))
    it(`${place}: ${reach}`, () => assert.equal(reachOf(place), reach));
});

describe('The name of a recipient (Art. 15(1)(c), C-154/21)', () => {
  for (const name of ['Northbank Payments', 'Partner Re', 'Prestataires Dupont', 'Swift Parcels'])
    it(`“${name}” names somebody`, () => assert.ok(isName(name)));
  for (const name of [
    'Partners',
    'our payment service providers',
    'Third parties',
    'Sous-traitants',
    'Prestataires de services',
    'Dienstleister',
    'Empfänger',
  ])
    it(`“${name}” names only a kind`, () => assert.ok(!isName(name)));
});
