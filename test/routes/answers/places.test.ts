import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Event } from '../../../models/event.ts';
import { packagePlaces } from '../../../routes/answers/places.ts';
import { Refusal } from '../../../routes/middleware/refusal.ts';
import { appForTests } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { largeAnswer } from '../../support/largeAnswer.ts';
import { received } from '../../support/requests.ts';

/** More than sockets hold: whoever reads nothing keeps its package from being made to the end. */
const MIB = 24;
const bytes = randomBytes(1024 ** 2);

describe('Packages fetched at once', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });
  /** Gives the way to ask a server: the head of the answer, whose body is not read. */
  const serving = async (listener: RequestListener) => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const ask = async (path: string, headers = {}): Promise<IncomingMessage> => {
      const [answer] = (await once(get({ port, path, headers, agent: false }), 'response')) as [
        IncomingMessage,
      ];
      return answer;
    };
    return Object.assign(ask, { port });
  };

  it('are two of one answer: a third is told to come back in a minute, and begins once one has ended', async () => {
    const desk = await deskForTests();
    const ask = await serving(appForTests(desk));
    const { path, headers, id } = await answerOf(desk);
    const fetchIt = () => ask(`${path}/package`, headers);
    const first = await fetchIt();
    const second = await fetchIt();
    assert.deepEqual([first.statusCode, second.statusCode], [200, 200]);
    for (let nth = 0; nth < 20; nth += 1) {
      const refused = await fetchIt();
      assert.deepEqual([refused.statusCode, refused.headers['retry-after']], [503, '60']);
      assert.equal(refused.headers['content-disposition'], undefined);
      const said = (await refused.setEncoding('utf8').toArray()).join('');
      if (nth === 0)
        assert.match(
          said,
          /<h1[^>]*>This download can begin in a minute<[\s\S]*your answer stays where it is/,
        );
    }
    const other = await answerOf(desk);
    assert.equal((await ask(`${other.path}/package`, other.headers)).statusCode, 200);
    const counted = { where: { requestId: id, kind: 'answer-package-fetched' } };
    assert.equal(await Event.count(counted), 2, 'what was refused was not fetched');
    first.destroy();
    await until(async () => (await fetchIt()).statusCode === 200);
  });

  it('are eight of a process: a ninth begins when one of them has ended', async () => {
    const ask = await serving(slowly(packagePlaces()));
    const eight = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((answer) => ask(`/${answer}`)));
    assert.deepEqual(new Set(eight.map(({ statusCode }) => statusCode)), new Set([200]));
    const ninth = ask('/9');
    assert.equal(await Promise.race([ninth, sleep(300, 'it waits')]), 'it waits');
    eight[0]?.destroy();
    assert.equal((await ninth).statusCode, 200);
  });

  it('are refused after a while where none ends, and whoever leaves meanwhile waits no more', async () => {
    const ask = await serving(slowly(packagePlaces({ inAll: 1, longestWait: 300 })));
    const first = await ask('/1');
    assert.equal((await ask('/2')).statusCode, 503);
    const left = get({ port: ask.port, path: '/3', agent: false });
    left.on('error', () => undefined);
    await sleep(100);
    left.destroy();
    const waiting = ask('/4');
    await sleep(100);
    first.destroy();
    assert.equal((await waiting).statusCode, 200);
  });

  it('end for a reader that takes nothing any more, so that its place is free', async () => {
    const ask = await serving(slowly(packagePlaces({ ofOne: 1, stalled: 300 })));
    await ask('/1');
    assert.equal((await ask('/1')).statusCode, 503);
    await until(async () => (await ask('/1')).statusCode === 200);
  });
});

async function answerOf(desk: TestDesk) {
  const request = await received(desk, desk.organisation, { rights: ['access'] });
  const parts = Array.from({ length: MIB }, () => bytes);
  return {
    id: request.id,
    ...(await largeAnswer(desk, request, [{ name: 'scan.bin', mediaType: 'application/zip', parts }])),
  };
}

/** A server that takes a place for the answer in its address, and then sends more than its reader takes. */
const slowly =
  (place: ReturnType<typeof packagePlaces>): RequestListener =>
  (request, response) => {
    place(response, Number(request.url?.slice(1))).then(
      () => {
        for (let nth = 0; nth < MIB; nth += 1) response.write(bytes);
      },
      (error) => response.writeHead(error instanceof Refusal ? error.status : 500).end(),
    );
  };

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let nth = 0; nth < 100; nth += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  assert.fail('It never came to that');
}
