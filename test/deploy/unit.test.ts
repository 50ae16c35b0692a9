import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT_WRONG_CONFIGURATION } from '../../config.ts';
import { hasProgram } from '../faults/support/tell.ts';
import { begin, ended, freePort, says, temporaryFolder } from '../support/process.ts';
import { root } from './dockerfile.ts';

const text = readFileSync(join(root, 'deploy/rightsdesk.service'), 'utf8');
const setTo = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '';

describe('The systemd unit', function () {
  this.timeout(30_000);
  const { folder, remove } = temporaryFolder();
  after(remove);
  const [program = '', ...args] = setTo('ExecStart').split(' ');

  it('runs the desk as npm start does, by the Node that npm install brought', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.equal(program, `${setTo('WorkingDirectory')}/node_modules/.bin/node`);
    assert.match(scripts.start, new RegExp(` exec node ${args.join(' ')}$`));
  });

  it('has a command that starts, ends within its time when it is told to, and is not tried again with a wrong setting', async () => {
    const flags = args.filter((arg) => arg.startsWith('--'));
    const settings = { DATA_DIR: join(folder, 'state'), PORT: String(await freePort()) };
    const server = begin('server.ts', [], { ...settings, NODE_OPTIONS: flags.join(' ') });
    await says(server, /Rightsdesk is at/);
    const told = performance.now();
    server.kill('SIGTERM');
    const [code] = await new Promise<[number | null]>((resolve) =>
      server.once('close', (one) => resolve([one])),
    );
    assert.equal(code, 0);
    assert.ok(performance.now() - told < Number(setTo('TimeoutStopSec')) * 1000);
    const wrong = await ended(begin('server.ts', [], { ...settings, PORT: 'none' }));
    assert.equal(wrong.code, EXIT_WRONG_CONFIGURATION);
    assert.equal(setTo('RestartPreventExitStatus'), String(EXIT_WRONG_CONFIGURATION));
  });

  it('keeps its data where only its user may look, and has no rights beyond', () => {
    assert.match(text, /^Environment=DATA_DIR=\/var\/lib\/rightsdesk$/m);
    assert.deepEqual(
      ['StateDirectory', 'StateDirectoryMode', 'User', 'CapabilityBoundingSet', 'ProtectSystem'].map(setTo),
      ['rightsdesk', '0700', 'rightsdesk', '', 'strict'],
    );
  });

  it('is understood by systemd, which finds it well shut in', function () {
    if (!hasProgram('systemd-analyze')) this.skip();
    const here = join(folder, 'rightsdesk.service');
    writeFileSync(here, text.replaceAll('/opt/rightsdesk', root));
    const analyzed = (...more: string[]) =>
      execFileSync('systemd-analyze', [...more, here], { encoding: 'utf8', stdio: 'pipe' });
    assert.equal(analyzed('verify', '--man=no'), '');
    const [, exposure] = /exposure level for \S+: ([\d.]+)/.exec(analyzed('security', '--offline=yes')) ?? [];
    assert.ok(Number(exposure) < 2, exposure);
  });
});
