import assert from 'node:assert/strict';
import { claimLetter, giveUp, keepClaim, recordFailure } from '../../../models/letter/deliveries.ts';
import { Letter } from '../../../models/letter.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { receive } from '../../support/requests.ts';

describe('A letter that a process is delivering', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    await receive(desk, desk.organisation);
  });
  const claim = () => claimLetter(desk, desk.clock());
  const claimed = async () => {
    const letter = await claim();
    assert.ok(letter);
    return letter;
  };
  const row = async () => (await Letter.findOne({ rejectOnEmpty: true })).get({ plain: true });

  it('is nobody else’s for five minutes, and then may be taken', async () => {
    const { id } = await claimed();
    for (const later of [0, 60, 239]) {
      desk.clock.advance({ seconds: later });
      assert.equal(await claim(), undefined, `${later} s`);
    }
    desk.clock.advance({ seconds: 2 });
    assert.equal((await claim())?.id, id);
  });

  it('is kept for five minutes more by the process that renews its claim', async () => {
    const letter = await claimed();
    desk.clock.advance({ minutes: 4 });
    await keepClaim(desk, letter);
    desk.clock.advance({ minutes: 4 });
    assert.equal(await claim(), undefined);
    desk.clock.advance({ minutes: 2 });
    assert.ok(await claim());
  });

  const late: [string, (letter: Letter) => Promise<unknown>][] = [
    [
      'that the server refused it',
      (letter) => recordFailure(desk, letter, { kind: 'never', error: '550' }, desk.clock()),
    ],
    [
      'that it is to be tried again',
      (letter) => recordFailure(desk, letter, { kind: 'later', error: '450' }, desk.clock()),
    ],
    ['that its reason is gone', (letter) => giveUp(desk, letter, 'settled')],
    ['that they still have it', (letter) => keepClaim(desk, letter)],
  ];
  for (const [what, say] of late) {
    it(`stays as it is in another’s hand when the one before says too late ${what}`, async () => {
      const first = await claimed();
      desk.clock.advance({ minutes: 6 });
      await claimed();
      const before = await row();
      await say(first);
      assert.deepEqual(await row(), before);
    });
  }
});
