import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Asker } from '../support/asker.ts';
import {
  attacks,
  KIB,
  keptBack,
  MULTIPART,
  PLAIN,
  type Sent,
  sendBody,
  statusIn,
} from '../support/bodies.ts';
import { deskForTests } from '../support/desk.ts';
import { memoryOf, temporaryFolder } from '../support/process.ts';
import { AS_STARTED, onTestDatabase, reapAll, type Server, startServer, until } from './support/servers.ts';
import { shortOrLong, tell } from './support/tell.ts';

/** What the texts of all forms may take, twice over: as they came and as they are read. */
const MAY_GROW = 200;
const CONNECTIONS = shortOrLong(200, 2000);

describe('Fault 11: forms that are made to cost memory', () => {
  const { folder, remove } = temporaryFolder();
  let server: Server;
  let asker: Asker;
  let token: string;
  before(async () => {
    await deskForTests();
    server = await startServer(await onTestDatabase(folder, { ROLE: 'web', ...AS_STARTED }));
    asker = new Asker(server.base);
    await asker.fillIn(1);
    token = (await asker.hidden('/ask/files'))._csrf ?? '';
    message = await placeOfMessage(server);
  });
  after(async () => {
    await reapAll();
    remove();
  });

  /** Where a link that opens a request sends a message. */
  const MESSAGE = 'a message';
  let message: string;
  const placeOf = (place: string) => (place === MESSAGE ? message : place);
  const PLACES = ['/ask/files', '/ask/about', MESSAGE, '/requests/new', '/sessions', '/metrics', '/'];

  /** Somebody reads a page and answers a question meanwhile. */
  async function goesOn(): Promise<void> {
    const other = new Asker(server.base);
    await other.answer('/ask', { rights: 'erasure' });
    assert.equal((await other.send('/ask/behalf')).status, 200);
  }

  for (const kind of ['forged', 'with the token of our form'] as const)
    it(`are refused before they are kept, ${kind}, at every place`, async () => {
      const before = memoryOf(server);
      const told: Record<string, string> = {};
      let most = 0;
      const names = Object.keys(attacks());
      for (const name of names) {
        const sent = PLACES.map((place) => {
          const attack = attacks(kind === 'forged' ? undefined : token)[name];
          assert.ok(attack);
          return sendBody(server.port, placeOf(place), attack, asker.cookie());
        });
        const begun = performance.now();
        await until(() => sent.every((one) => statusIn(one) > 0 || one.socket.destroyed), 10_000).catch(
          () => {
            throw new Error(
              `${name}: not answered at ${PLACES.filter((_, nth) => !statusIn(sent[nth] as Sent))}`,
            );
          },
        );
        most = Math.max(most, memoryOf(server));
        await goesOn();
        told[name] = `${sent.map(statusIn).join(' ')} in ${Math.round(performance.now() - begun)} ms`;
        for (const { socket } of sent) socket.destroy();
      }
      tell({ ...told, 'MiB before, at most': `${before}, ${most}` });
      assert.ok(most < before + MAY_GROW, `${most} MiB`);
    });

  for (const [what, place, type, bytes] of [
    ['messages', MESSAGE, MULTIPART, 250 * KIB],
    ['forms with files', '/ask/files', MULTIPART, 15 * KIB],
    ['answers of the form', '/ask/about', PLAIN, 500 * KIB],
    ['log-ins', '/sessions', PLAIN, 500 * KIB],
  ] as const)
    it(`${CONNECTIONS} ${what} whose end is kept back take no more than their room, and nobody's place`, async () => {
      const before = memoryOf(server);
      const sent: Sent[] = [];
      for (let nth = 0; nth < CONNECTIONS; nth += 1) {
        sent.push(sendBody(server.port, placeOf(place), keptBack(type, bytes, token), asker.cookie()));
        if (nth % 50 === 49) await goesOn();
      }
      await Promise.all(sent.map(({ over }) => Promise.race([over, pause(5000)])));
      await goesOn();
      const most = memoryOf(server);
      const refused = sent.filter((one) => statusIn(one) === 503).length;
      for (const { socket } of sent) socket.destroy();
      tell({ [`${what}: sent away`]: refused, 'MiB before, at most': `${before}, ${most}` });
      assert.ok(most < before + MAY_GROW, `${most} MiB`);
    });
});

/** A request is sent, and its status page says where a message goes. */
async function placeOfMessage({ base }: Server): Promise<string> {
  const person = new Asker(base);
  await person.fillIn(2);
  const status = `/status/${(await person.post()).place.split('/').at(-1)}`;
  const [place] = /\/status\/[^"]+\/message/.exec(await (await person.send(status)).text()) ?? [];
  assert.ok(place);
  return place;
}
