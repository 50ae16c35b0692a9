import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort, says, temporaryFolder } from '../support/process.ts';
import { repositoryIn } from './repository.ts';

// `npm run check:release`: makes a release of the files as they lie here, and then does with its tarball what docs/deploying.md tells an
// operator: verify, unpack, `npm ci --omit=dev`, start, ask the doctor, back up, stop. Needs what `npm install` needs, and some minutes.
const began = performance.now();
const { folder, remove } = temporaryFolder();
const { PATH = '', HOME = '' } = process.env;
const outside = PATH.split(':').filter((place) => !place.includes('node_modules')); // the Node that the operator has, not ours
const env = { PATH: outside.join(':'), HOME, DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
const LARGEST_MB = 340;

try {
  await check();
} finally {
  remove();
}

async function check(): Promise<void> {
  const made = await repositoryIn(folder).release('--to', folder);
  if (made.code !== 0) throw new Error(made.stderr);
  say(made.stdout.split('\n')[0] ?? '');
  sh('sha256sum -c SHA256SUMS && tar -xzf rightsdesk-*.tar.gz && mv rightsdesk-*/ desk', folder);
  sh('npm ci --omit=dev --no-audit --no-fund');
  const size = Number.parseInt(sh('du -sm node_modules'), 10);
  say(`installed: ${size} MB`);
  if (size > LARGEST_MB) throw new Error(`More than ${LARGEST_MB} MB: what came with it?`);

  const desk = spawn('npm', ['start'], {
    cwd: join(folder, 'desk'),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(desk, 'exit');
  await says(desk, /Rightsdesk is at/);
  const page = await fetch(`http://127.0.0.1:${env.PORT}/`);
  if (page.status !== 200) throw new Error(`The first page answered ${page.status}`);
  say('first page');
  sh('npm run -s rightsdesk -- doctor');
  sh(`npm run -s rightsdesk -- backup ${join(folder, 'backup')}`);
  sh(`npm run -s rightsdesk -- restore --drill ${join(folder, 'backup')}`);
  say('examined, backed up, tried');
  desk.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0) throw new Error(`It ended with ${code}`);
  say('ended as asked');
}

function sh(script: string, cwd = join(folder, 'desk')): string {
  return execFileSync('sh', ['-ec', script], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function say(line: string): void {
  process.stdout.write(`[${Math.round((performance.now() - began) / 1000)} s] ${line}\n`);
}
