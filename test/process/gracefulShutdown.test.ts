import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { dropIdlers } from '../../process/gracefulShutdown.ts';

describe('A connection', () => {
  const SILENCE = 300;
  const server = createServer({ connectionsCheckingInterval: 50 }, async (request, response) => {
    if (request.url === '/endless') return void endless(response);
    for await (const _ of request.on('error', () => undefined)); // a form is read to its end
    await pause(SILENCE / 2);
    response.end('done');
  });
  before(async () => {
    dropIdlers(server, SILENCE);
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  after(() => server.close());
  const open = () => connect((server.address() as AddressInfo).port, '127.0.0.1');
  const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`;
  const soon = () => ({ signal: AbortSignal.timeout(20 * SILENCE) });

  it('on which nothing is asked is dropped', async () => {
    await once(open().resume(), 'close', soon());
  });

  it('whose head or form stops in the middle is dropped', async () => {
    for (const half of ['GET / HT', 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nabc']) {
      const stopping = open().resume();
      stopping.write(half);
      await once(stopping, 'close', soon());
    }
  });

  it('on which nothing is read of what was asked is dropped', async () => {
    const deaf = open().pause();
    deaf.write(ask('/endless'));
    const [{ socket }] = await once(server, 'request', soon());
    await once(socket, 'close', soon());
    deaf.destroy();
  });

  it('whose head comes byte by byte, without an end, is dropped', async () => {
    server.headersTimeout = SILENCE;
    const dribbling = open().resume();
    dribbling.on('error', () => undefined);
    dribbling.write('GET / HTTP/1.1\r\nLong: ');
    const drops = setInterval(() => dribbling.write('x'), SILENCE / 10);
    await once(dribbling, 'close', soon()).finally(() => clearInterval(drops));
  });

  it('waits for an answer that takes a while', async () => {
    const asking = open();
    asking.write(ask('/'));
    const [answer] = await once(asking, 'data');
    assert.match(String(answer), /200 OK/);
  });
});

function endless(response: ServerResponse): void {
  const chunk = Buffer.alloc(65_536);
  const go = () => {
    while (response.write(chunk));
  };
  response.on('drain', go);
  go();
}
