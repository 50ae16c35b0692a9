import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { within } from '../../../models/database/timeOut.ts';

describe('A time-out', () => {
  it('gives the answer that comes in time', async () => {
    assert.equal(await within(1000, pause(5, 'here')), 'here');
  });

  it('ends the wait where none comes, and says how long it waited', async () => {
    await assert.rejects(within(20, new Promise(() => undefined)), new Error('no answer within 0.02 s'));
  });

  it('ignores a fault that comes afterwards', async () => {
    const late = Promise.withResolvers<never>();
    await assert.rejects(within(5, late.promise), /no answer/);
    late.reject(new Error('too late to matter'));
    await pause(5);
  });

  it('passes on the fault that comes in time', async () => {
    await assert.rejects(within(1000, Promise.reject(new Error('refused'))), new Error('refused'));
  });
});
