import assert from 'node:assert/strict';
import { changeSession, endSession, readSession, saveSession } from '../../models/session.ts';
import { userWith } from '../support/app.ts';
import { deskForTests } from '../support/desk.ts';

describe('A log-in', () => {
  it('stays over when a page that had begun before the log-out ends after it', async () => {
    const desk = await deskForTests();
    const { id: userId } = await userWith(desk, 'dpo');
    await saveSession(desk, 'a-token', { userId });
    await endSession(desk, 'a-token');
    await changeSession(desk, 'a-token', { userId });
    assert.equal(await readSession(desk, 'a-token'), undefined);
  });
});
