import assert from 'node:assert/strict';
import { Attachment } from '../../models/attachment.ts';
import { DraftFile } from '../../models/draftFile.ts';
import { Asker } from '../support/asker.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { memoryOf, temporaryFolder } from '../support/process.ts';
import { assertWhole } from './support/counted.ts';
import { bombs, MIB, type Part, sendFiles, sendPartly } from './support/files.ts';
import { onTestDatabase, reapAll, type Server, startServer, until } from './support/servers.ts';
import { shortOrLong, tell } from './support/tell.ts';

const BROKEN = shortOrLong(8, 60);
/** What a form of the limits may hold while it is worked on, and is let go of. */
const MAY_GROW = 120;

describe('Fault 8: files that break off, lie or burst', () => {
  const { folder, remove } = temporaryFolder();
  let desk: TestDesk;
  let server: Server;
  let asker: Asker;
  let prepared: Part[];
  before(async () => {
    prepared = bombs();
    desk = await deskForTests();
    server = await startServer(await onTestDatabase(folder, { ROLE: 'web' }));
    asker = new Asker(server.base);
    await asker.fillIn(1);
    assert.equal(await sendFiles(asker, [{ name: 'first.txt', content: 'first' }]), 303);
  });
  after(async () => {
    await reapAll();
    remove();
  });
  afterEach(async () => {
    assert.equal((await asker.send('/ask')).status, 200);
    await assertWhole(desk);
  });

  const kept = () => DraftFile.count();

  it('keeps nothing of a file whose connection broke, nor the memory that it had, and takes the next', async () => {
    const there = await kept();
    const breakOff = async () => {
      for (let lot = 0; lot < BROKEN; lot += 4)
        await Promise.all(
          [1, 2, 3, 4].map(() => sendPartly(asker, { promised: 25 * MIB, sent: 24 * MIB, ending: 'cut' })),
        );
    };
    await breakOff(); // what the process takes from the system for such files it keeps for the next ones
    const before = memoryOf(server);
    await breakOff();
    await until(async () => {
      await (await asker.send('/ask')).text(); // a process that does nothing collects nothing
      return memoryOf(server) < before + MAY_GROW;
    }, 30_000);
    assert.equal(await kept(), there);
    assert.equal(await sendFiles(asker, [{ name: 'next.txt', content: 'next' }]), 303);
    tell({
      'connections broken after 24 MiB': BROKEN * 2,
      'files kept': 0,
      'MiB before, after': both(before),
    });
  });

  it('refuses a form that ends before its end', async () => {
    const there = await kept();
    const short = await sendPartly(asker, { promised: 1000, sent: 100, ending: 'end' });
    assert.match(short, /^(HTTP\/1\.1 400|$)/);
    const whole = await sendPartly(asker, { promised: 2000, sent: 3000, ending: 'end' });
    assert.match(whole, /^HTTP\/1\.1 400/);
    assert.equal(await kept(), there);
  });

  it('takes the type from the bytes, whatever the sender says', async () => {
    const there = await kept();
    const lies: Part[] = [
      { name: 'photo.png', type: 'image/png', content: '<script>alert(1)</script>' },
      { name: 'letter.pdf', type: 'application/pdf', content: Buffer.from('MZ\0\0not a letter') },
    ];
    assert.equal(await sendFiles(asker, lies), 303);
    assert.equal(await kept(), there + lies.length);
    const page = await (await asker.send('/ask/check')).text();
    assert.ok(!/image\/png|application\/pdf/.test(page));
  });

  it('refuses a file that is too large, and hundreds of files, with the page and 413', async () => {
    const there = await kept();
    const before = memoryOf(server);
    assert.equal(await sendFiles(asker, [{ name: 'large.bin', content: Buffer.alloc(26 * MIB) }]), 413);
    const many = Array.from({ length: 300 }, (_, at) => ({ name: `${at}.txt`, content: 'x' }));
    assert.equal(await sendFiles(asker, many), 413);
    assert.equal(await kept(), there);
    assert.equal(await sendFiles(asker, [], 300), 413);
    tell({ 'too large': 413, '300 fields': 413, '300 files': 413, 'MiB before, after': both(before) });
  });

  it('does not unpack what claims to be gigabytes', async () => {
    const there = await kept();
    for (const bomb of prepared) {
      const before = memoryOf(server);
      assert.equal(await sendFiles(asker, [bomb]), 303, bomb.name);
      const grown = memoryOf(server) - before;
      assert.ok(grown < MAY_GROW, `${bomb.name}: ${grown} MiB`);
      tell({
        [`${bomb.name}, KiB`]: Math.round(bomb.content.length / 1024),
        'MiB before, after': both(before),
      });
    }
    assert.equal(await kept(), there + prepared.length);
  });

  it('sends what was kept, each file with its row, and leaves no other', async () => {
    const files = await kept();
    asker.fields = await asker.hidden('/ask/check'); // it sends what this page shows: the files too
    assert.equal((await asker.post()).status, 303);
    assert.deepEqual([await Attachment.count(), await kept()], [files, 0]);
    tell({ 'files sent': files, 'left in forms': 0 });
  });

  const both = (before: number) => `${before}, ${memoryOf(server)}`;
});
