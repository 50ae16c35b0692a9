import assert from 'node:assert/strict';
import { BY_POST, type RequestAtHand, requestAtHand, TODAY } from './requestAtHand.ts';

let at: RequestAtHand;

describe('A wait for a clarification, by its forms', () => {
  beforeEach(async () => {
    at = await requestAtHand();
  });

  it('begins with the letter, ends with its record, and the record can be taken back', async () => {
    await at.refused('clarification', { sending: 'mail' }, 'question', /Enter the question/);
    await at.done('clarification', { question: 'Which of the two accounts?', ...BY_POST });
    assert.equal(await at.state(), 'waiting');
    at.desk.clock.advance({ hours: 5 });
    await at.refused('clarification/reply', { clarifiedAt: TODAY }, 'clarifiedAtTime', /time of day/);
    await at.refused(
      'clarification/reply',
      { clarifiedAt: TODAY, clarifiedAtTime: '23:00' },
      'clarifiedAt',
      /in the past/,
    );
    await at.done('clarification/reply', { clarifiedAt: TODAY, clarifiedAtTime: '12:00', note: 'Both' });
    assert.equal(await at.state(), 'open');
    await at.done('clarification/reply/undo');
    assert.equal(await at.state(), 'waiting');
  });
});
