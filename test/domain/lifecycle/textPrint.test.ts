import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { ALIKE_FROM, printsOf } from '../../../domain/lifecycle/textPrint.ts';

const keyed = (secret: string) => (run: string) => {
  const digest = createHmac('sha512', secret).update(run).digest();
  return Array.from({ length: 16 }, (_, nth) => digest.readUInt32BE(nth * 4));
};
const printed = (text: string, secret = 'a') => printsOf(text, keyed(secret));
const inCommon = (one: string, other: string) => {
  const prints = printed(other);
  return printed(one).filter((print, nth) => print === prints[nth]).length;
};

const CAMPAIGN =
  'Under Article 15 of the General Data Protection Regulation I ask for access to all personal data that you hold about me, ' +
  'the purposes of the processing, the recipients, the period of storage, and the source of the data. ' +
  'Please answer within one month and send a copy of the data in a common electronic form.';

describe('The prints of a text', () => {
  it('are the same for the same words, however they are written', () => {
    assert.deepEqual(printed(CAMPAIGN), printed(CAMPAIGN.toUpperCase().replaceAll(',', ' ;')));
    assert.equal(printed(CAMPAIGN).length, 8);
  });

  it('are mostly shared by the letter of a campaign with another name under it, hardly by a text of one’s own', () => {
    assert.ok(inCommon(`${CAMPAIGN} Ada Example`, `${CAMPAIGN} Bo Other`) >= ALIKE_FROM);
    const own =
      'Hello, I was your customer until last year and want to know what became of the recordings of my calls, ' +
      'who listened to them, and whether the complaint that I made in May is still in my file. Thank you.';
    assert.ok(inCommon(CAMPAIGN, own) < 2);
  });

  it('of fewer than eight words are none, and nobody without the secret can make them', () => {
    assert.deepEqual(printed('Please delete all my data now.'), []);
    assert.notDeepEqual(printed(CAMPAIGN, 'a'), printed(CAMPAIGN, 'b'));
  });
});
