import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { dropSilent } from '../stop.ts';

describe('A connection', () => {
  const PATIENCE = 200;
  const server = createServer(async (_request, response) => {
    await setTimeout(3 * PATIENCE);
    response.end('done');
  });
  before(async () => {
    dropSilent(server, PATIENCE);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  after(() => server.close());
  const open = () => connect((server.address() as AddressInfo).port, '127.0.0.1');

  it('on which nothing is asked is dropped', async () => {
    const silent = open().resume();
    await once(silent, 'close', { signal: AbortSignal.timeout(10 * PATIENCE) });
  });

  it('waits for its answer as long as that takes', async () => {
    const asking = open();
    asking.write('GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n');
    const [answer] = await once(asking, 'data');
    assert.match(String(answer), /200 OK/);
  });
});
