import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appForTests, type TestApp } from '../support/app.ts';
import { Asker } from '../support/asker.ts';
import { type Attack, MULTIPART, PLAIN, type Sent, sendBody, statusIn } from '../support/bodies.ts';
import { deskForTests } from '../support/desk.ts';

type Layer = {
  route?: { path: string | string[]; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
};

/** What an answer may take, in milliseconds: the end of the form never comes. */
const AT_ONCE = 5000;
const AT_A_TIME = 16;
const MIB = 1024 * 1024;
const text = (name: string) =>
  `--part
Content-Disposition: form-data; name="${name}"

${'x'.repeat(200_000)}
`;

describe('A form with megabytes of text, whose end is kept back', function () {
  this.timeout(60_000);
  let app: TestApp;
  let server: Server;
  before(async () => {
    app = appForTests(await deskForTests());
    server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const kinds: Record<string, Attack> = {
    'with files': { type: MULTIPART, pieces: [text('first'), text('second'), text('third')] },
    plain: { type: PLAIN, length: 3 * MIB, pieces: ['text='] },
    packed: { type: PLAIN, head: 'Content-Encoding: gzip\r\n', pieces: ['x'] },
    'of another kind': { type: 'application/json', pieces: ['{'] },
  };
  for (const [kind, attack] of Object.entries(kinds))
    it(`is refused at once by every address that is posted to: ${kind}`, async () => {
      const places = postsOf((app as unknown as { router: { stack: Layer[] } }).router.stack);
      assert.ok(places.length > 50, `${places.length} addresses`);
      for (let at = 0; at < places.length; at += AT_A_TIME)
        await Promise.all(places.slice(at, at + AT_A_TIME).map((place) => isRefused(place, attack)));
    });

  async function isRefused(place: string, attack: Attack): Promise<void> {
    const sent = sendBody((server.address() as AddressInfo).port, place, attack);
    const status = await answered(sent);
    sent.socket.destroy();
    assert.ok([303, 403, 404, 413, 415].includes(status), `${place}: ${status || 'no answer'}`);
  }

  it('finds no request under a status link that opens none, before its file is read', async () => {
    const { port } = server.address() as AddressInfo;
    const asker = new Asker(`http://127.0.0.1:${port}`);
    const { _csrf } = await asker.hidden('/ask');
    const file = '--part\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n';
    const token = `--part\r\nContent-Disposition: form-data; name="_csrf"\r\n\r\n${_csrf}\r\n`;
    const form = { type: MULTIPART, pieces: [token, file, 'x'.repeat(200_000)] };
    const sent = sendBody(port, '/status/x/R-1/message', form, asker.cookie());
    assert.equal(await answered(sent), 404);
    sent.socket.destroy();
  });

  it('is told so on a page of its own', async () => {
    const endless = { type: PLAIN, pieces: ['about=', 'x'.repeat(MIB)] };
    const sent = sendBody((server.address() as AddressInfo).port, '/ask/about', endless);
    await answered(sent);
    assert.match(sent.answer(), /413[\s\S]*This form contains too much text/);
    sent.socket.destroy();
  });
});

async function answered(sent: Sent): Promise<number> {
  const begun = Date.now();
  while (!statusIn(sent) && Date.now() - begun < AT_ONCE)
    await new Promise((resolve) => setTimeout(resolve, 5));
  return statusIn(sent);
}

/** Every path that is posted to, below each of the places where its router may stand. */
function postsOf(layers: Layer[]): string[] {
  const found = new Set<string>();
  const walk = (some: Layer[]) => {
    for (const { route, handle } of some) {
      if (route?.methods.post) for (const path of [route.path].flat()) found.add(path);
      if (handle.stack) walk(handle.stack);
    }
  };
  walk(layers);
  const bases = ['', '/requests', '/sessions', '/settings', '/status', '/answers', '/confirm', '/o/default'];
  return bases.flatMap((base) => [...found].map((path) => `${base}${path.replace(/:\w+/g, 'x1')}`));
}
