import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDelayed } from '../../process/delayedStart.ts';

describe('What starts later', () => {
  let said: string[] = [];
  beforeEach(() => {
    said = [];
  });
  const start = () => {
    said.push('started');
    return { stop: async () => void said.push('stopped') };
  };

  it('starts in its time, once, and is stopped with what it began', async () => {
    const running = startDelayed(start, 20);
    assert.deepEqual(said, []);
    await sleep(60);
    assert.deepEqual(said, ['started']);
    await running.stop();
    assert.deepEqual(said, ['started', 'stopped']);
  });

  it('never starts when it is stopped before', async () => {
    await startDelayed(start, 20).stop();
    await sleep(60);
    assert.deepEqual(said, []);
  });
});
