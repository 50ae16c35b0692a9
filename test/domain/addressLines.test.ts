import assert from 'node:assert/strict';
import { addressLines } from '../../domain/addressLines.ts';

describe('An address on a letter', () => {
  const cases: [string, string, string[]][] = [
    ['Ada Example', '1 Sample Street\nAnytown', ['Ada Example', '1 Sample Street', 'Anytown']],
    ['Ada Example', 'Ada Example\n1 Sample Street', ['Ada Example', '1 Sample Street']],
    ['Élodie Kœnig', 'ELODIE KOENIG\r\n\r\n12 rue Garibaldi ', ['Élodie Kœnig', '12 rue Garibaldi']],
    [
      'Example Hosting',
      'Example Hosting, 1 rue A, 67000 Strasbourg',
      ['Example Hosting', '1 rue A, 67000 Strasbourg'],
    ],
    [
      'Example Hosting',
      'Example Hosting House, 1 rue A',
      ['Example Hosting', 'Example Hosting House, 1 rue A'],
    ],
    ['Ada Example', 'c/o Bo Example\nAda Example', ['Ada Example', 'c/o Bo Example', 'Ada Example']],
    ['Ada Example', '', ['Ada Example']],
  ];
  for (const [name, address, lines] of cases)
    it(`of ${name} noted as ${JSON.stringify(address)} names them once`, () => {
      assert.deepEqual(addressLines(name, address), lines);
    });
});
