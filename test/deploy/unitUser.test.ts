import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hasProgram, need } from '../faults/support/tell.ts';
import { freePort, says, temporaryFolder } from '../support/process.ts';
import { root } from './dockerfile.ts';

const text = readFileSync(join(root, 'deploy/rightsdesk.service'), 'utf8');
const setTo = (name: string) =>
  [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, to]) => to ?? '');
const NOBODY = 65534;

/** The folders of the unit, in a mount namespace: /opt as it lies here and not to be written to, those for state and cache of its user alone. */
const PLACES = `
  mount -t tmpfs none /opt && mkdir -p $WORKING && mount --bind $HERE $WORKING && mount -o remount,bind,ro $WORKING
  mount -t tmpfs none /var/lib && install -d -m $MODE -o ${NOBODY} -g ${NOBODY} /var/lib/$STATE
  mount -t tmpfs none /var/cache && install -d -o ${NOBODY} -g ${NOBODY} /var/cache/$CACHE
  cd $WORKING; umask $MASK; exec "$@"`;
const AS_ITS_USER = `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all`;

describe('The command of the systemd unit, run as its user', function () {
  this.timeout(90_000);
  const { folder, remove } = temporaryFolder();
  const calls = join(folder, 'calls');
  let desk: ChildProcess;
  after(remove);
  before(async function () {
    need(this, 'root with setpriv and unshare', isRoot() && hasProgram('setpriv'));
    const port = await freePort();
    const traced = hasProgram('strace') ? `strace -D -f -c -o ${calls}` : '';
    const command = `${traced} ${AS_ITS_USER} env -i ${setTo('Environment').join(' ')} PORT=${port} ${setTo('ExecStart')}`;
    const [WORKING = '', STATE = '', CACHE = '', MODE = '', MASK = ''] = [
      'WorkingDirectory',
      'StateDirectory',
      'CacheDirectory',
      'StateDirectoryMode',
      'UMask',
    ].map((name) => setTo(name)[0]);
    desk = spawn('unshare', ['--mount', 'sh', '-ec', PLACES, 'sh', ...command.trim().split(/\s+/)], {
      env: { PATH: process.env.PATH, HERE: root, WORKING, STATE, CACHE, MODE, MASK },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await says(desk, /To make the first account/);
  });

  it('makes its key and its database where it may, for its user alone', () => {
    for (const file of ['', 'secret.key', 'rightsdesk.sqlite']) {
      const { mode, uid } = statSync(`/proc/${desk.pid}/root/var/lib/rightsdesk/${file}`);
      assert.deepEqual([mode & 0o077, uid], [0, NOBODY], file);
    }
  });

  it('has no privilege that it could use', () => {
    const status = readFileSync(`/proc/${desk.pid}/status`, 'utf8');
    assert.match(status, /^CapEff:\t0+$/m);
    assert.match(status, /^CapBnd:\t0+$/m);
    assert.match(status, /^NoNewPrivs:\t1$/m);
  });

  it('ends when it is told to, and called nothing that the filter of the unit refuses', async function () {
    desk.kill('SIGTERM');
    const [code] = await new Promise<[number | null]>((resolve) =>
      desk.once('close', (one) => resolve([one])),
    );
    assert.equal(code, 0);
    need(this, 'strace or systemd-analyze', hasProgram('strace') && hasProgram('systemd-analyze'));
    const called = callsIn(await tableIn(calls));
    assert.ok(called.length > 30, called.join(' '));
    const allowed = setOf(setTo('SystemCallFilter')[0] ?? '');
    assert.deepEqual(
      called.filter((one) => !allowed.includes(one)),
      [],
    );
  });
});

const isRoot = () => process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;

/** What strace writes once all that it watched has ended, which is a moment later. */
async function tableIn(file: string): Promise<string> {
  for (let tries = 100; tries > 0; tries -= 1) {
    const table = readFileSync(file, 'utf8');
    if (/\btotal\n$/.test(table)) return table;
    await pause(100);
  }
  throw new Error(`strace did not end: ${readFileSync(file, 'utf8')}`);
}

/** The names in the table that `strace -c` leaves. */
const callsIn = (table: string): string[] =>
  [...table.matchAll(/^\s*[\d.]+\s.*\s(\w+)$/gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'total');

/** The calls of a set of systemd, with those of the sets in it. */
function setOf(name: string): string[] {
  const lines = execFileSync('systemd-analyze', ['syscall-filter', name], { encoding: 'utf8' })
    .split('\n')
    .slice(1);
  const members = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith('#'));
  return members.flatMap((one) => (one.startsWith('@') ? setOf(one) : [one]));
}
