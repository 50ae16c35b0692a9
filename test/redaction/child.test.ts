import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { inChild } from '../../redaction/child/run.ts';
import { childrenOf, isThere } from '../support/children.ts';
import { words } from '../support/redaction/cleaning.ts';
import { pdfOfPages } from '../support/redaction/pdfs.ts';

const MIB = 1024 * 1024;
/** A PDF whose cleaning is one step of many seconds. */
const longPdf = () => pdfOfPages(...Array.from({ length: 2000 }, (_, nth) => `Order ${nth} of Ann Lee`));

describe('The process that cleans one file', function () {
  this.timeout(60_000);

  it('is ended past its time or its memory, and the file is refused by that reason', async () => {
    const order = {
      task: 'clean-pdf' as const,
      name: 'a.pdf',
      bytes: await longPdf(),
      removals: words('Ann Lee'),
    };
    const refused = { code: 'file-takes-too-long' };
    await assert.rejects(inChild(order, { time: 1500, memory: 2000 * MIB }), refused);
    await assert.rejects(inChild(order, { time: 60_000, memory: 10 * MIB }), refused);
  });

  it('ends within a second or two of its parent, however that ended and in the middle of its work', async function () {
    if (process.platform !== 'linux') this.skip();
    const script = `
      import { inChild } from './redaction/child/run.ts';
      import { words } from './test/support/redaction/cleaning.ts';
      import { pdfOfPages } from './test/support/redaction/pdfs.ts';
      const lines = Array.from({ length: 2000 }, (_, nth) => 'Order ' + nth + ' of Ann Lee');
      const bytes = await pdfOfPages(...lines);
      inChild({ task: 'clean-pdf', name: 'a.pdf', bytes, removals: words('Ann Lee') });
      process.stdout.write('begun');`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(parent.stdout, 'data');
    await pause(3000); // it is in the middle of the pages
    const [child = ''] = childrenOf(parent.pid);
    assert.ok(isThere(child), 'it is at work');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    for (const end = Date.now() + 2000; isThere(child) && Date.now() < end; ) await pause(50);
    assert.equal(isThere(child), false);
  });
});
