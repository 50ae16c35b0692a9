import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { whereFrom } from '../../../routes/middleware/whereFrom.ts';
import { appForTests, type Browser, browser } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';

describe('Whom a rate limit counts', () => {
  for (const [ip, counted] of [
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.7:5678', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['[::ffff:192.0.2.7]:443', '192.0.2.7'],
    ['64:ff9b::192.0.2.7', '192.0.2.7'],
    [' "[2001:db8:1:2::1]:443"', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::192.0.2.7', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['[fe80::1%eth0]:443', 'fe80:0:0:0::/64'],
    [undefined, 'unknown'],
    ['unknown', 'unknown'],
    ['_hidden', 'unknown'],
    ['192.0.2.7:port', 'unknown'],
    ['192.0.2.300', 'unknown'],
  ] as const) {
    it(`is ${counted} for ${ip}`, () => assert.equal(whereFrom({ ip }), counted));
  }
});

describe('Two processes on one PostgreSQL', () => {
  it('count what one address tries together, and keep no address', async function () {
    if (!process.env.TEST_DATABASE_URL) this.skip();
    const desk = await deskForTests();
    const processes = [0, 1].map(() => browser(appForTests(desk, { rateLimits: true })));
    const statuses: number[] = [];
    for (let n = 0; n < 11; n++) {
      const agent = processes[n % 2] as Browser;
      const who = { email: 'ada@example.org', password: 'not the one' };
      statuses.push((await agent.submit('/sessions/new', who, { action: '/sessions' })).status);
    }
    assert.deepEqual(statuses, [...Array(10).fill(422), 429]);
    const [rows] = await desk.database.query('SELECT key FROM rate_limits');
    assert.equal(rows.length, 1);
    assert.doesNotMatch(JSON.stringify(rows), /127\.0\.0\.1/);
  });
});

describe('The megabytes that one address may send in files', () => {
  it('are four large forms an hour, then 429 before anything is read', async () => {
    const app = appForTests(await deskForTests(), { rateLimits: true });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const begin = (megabytes: number) => {
      const headers = {
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': megabytes * 1_000_000,
      };
      return request({ port, method: 'POST', path: '/ask/files', headers }).on('error', () => undefined);
    };
    const large = Array.from({ length: 4 }, () => begin(550));
    for (const sending of large) sending.flushHeaders();
    await setTimeout(1000); // until their heads have been read
    const [answer] = await once(begin(1).end(Buffer.alloc(1_000_000)), 'response');
    assert.equal(answer.statusCode, 429);
    assert.ok(Number(answer.headers['retry-after']) > 3000);
    for (const sending of large) sending.destroy();
    server.closeAllConnections();
    server.close();
  });
});
