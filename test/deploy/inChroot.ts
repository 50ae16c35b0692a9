import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isSent, root, type Stage, stages, stepsOf } from './dockerfile.ts';

// `npm run check:image`: runs the steps of the Dockerfile where there is no container daemon, in folders that mmdebstrap fills, and then
// what it made: as its user, on a file system that takes no writes but in its volumes. As root, on Debian, with mmdebstrap.
const place = mkdtempSync(join(tmpdir(), 'rightsdesk-image-'));
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Where a proxy that reads along stands between this machine and the registry, its authority is trusted while the image is made. */
const authorities = process.env.NODE_EXTRA_CA_CERTS;
const AUTHORITIES = '/root/authorities.pem';
const began = performance.now();

try {
  await check();
} finally {
  for (const { name } of named(stages()))
    sh(`umount -lq ${join(place, name)}/proc ${join(place, name)}/dev || true`);
  rmSync(place, { recursive: true, force: true });
}

async function check(): Promise<void> {
  const all = named(stages());
  for (const stage of all) make(stage);
  const image = all.at(-1) as Stage;
  const folder = join(place, image.name);
  say(`made: ${sh(`du -sh --exclude=proc --exclude=dev ${folder}`).split('\t')[0]}`);

  const inside = insideOf(image, folder);
  const server = spawn('unshare', ['--mount', 'sh', '-ec', `${inside(listOf(image, 'CMD'), 'exec ')}`], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(server, 'exit');
  const runOnce = (command: string[]) => sh(`unshare --mount sh -ec '${inside(command)}'`);
  for (let tries = 60; ; tries -= 1) {
    try {
      runOnce(listOf(image, 'HEALTHCHECK'));
      break;
    } catch (error) {
      if (tries === 0 || server.exitCode !== null) throw error;
      await pause(1000);
    }
  }
  say('healthy');
  say(runOnce(['node', 'cli.ts', 'doctor']).trim());
  say(runOnce(['node', 'cli.ts', 'backup', '/backups', '--keep', '2']).trim());
  say(runOnce(['node', 'cli.ts', 'restore', '--drill', '/backups']).trim());
  server.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0) throw new Error(`It ended with ${code}`);
  say('ended as asked');
}

/** One stage: a new Debian, then each step in it. */
function make(stage: Stage): void {
  const folder = join(place, stage.name);
  const suite = /^debian:(\w+)-slim$/.exec(stage.from)?.[1] ?? 'stable';
  sh(`mmdebstrap --quiet --variant=minbase ${suite} ${folder} http://deb.debian.org/debian`);
  sh(
    `cp /etc/resolv.conf ${folder}/etc/ && mount --bind /proc ${folder}/proc && mount --bind /dev ${folder}/dev`,
  );
  if (authorities) cpSync(authorities, join(folder, AUTHORITIES));
  const trusted = authorities ? `NODE_EXTRA_CA_CERTS=${AUTHORITIES}` : '';
  let workdir = '/';
  for (const { verb, text } of stage.steps) {
    if (verb === 'WORKDIR') {
      workdir = text;
      mkdirSync(join(folder, workdir), { recursive: true });
    }
    if (verb === 'COPY') copy(text, folder, workdir);
    if (verb !== 'RUN') continue;
    const begun = performance.now();
    sh(
      `exec chroot ${folder} env -i PATH=${PATH} HOME=/root ${trusted} DEBIAN_FRONTEND=noninteractive sh -ec 'cd ${workdir}; ${text}'`,
    );
    say(`${Math.round((performance.now() - begun) / 1000)} s: ${text.slice(0, 90)}`);
  }
  rmSync(join(folder, AUTHORITIES), { force: true });
}

function copy(text: string, folder: string, workdir: string): void {
  const [, from, source = '', target = ''] = /^--from=(\w+) (\S+) (\S+)$/.exec(text) ?? [];
  if (from)
    return void sh(`rm -rf ${folder}${target} && cp -a ${join(place, from)}${source} ${folder}${target}`);
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .trim()
    .split('\n');
  const sources = text.split(' ').slice(0, -1);
  const wanted = sources.includes('.') ? files.filter(isSent) : sources;
  for (const file of wanted) {
    const to = join(folder, workdir, file);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(root, file), to);
  }
}

/** A shell's words for a command inside: root read only, volumes and /tmp its own, the variables and the user of the image. */
function insideOf(stage: Stage, folder: string) {
  const [user = '0:0'] = stepsOf(stage, 'USER');
  const variables = stepsOf(stage, 'ENV').join(' ');
  const kept = (stepsOf(stage, 'VOLUME')[0] ?? '').split(' ').map((path) => {
    const outside = `${place}/volumes${path}`;
    sh(
      `mkdir -p ${outside} && cp -a --attributes-only ${folder}${path}/. ${outside} && chown ${user} ${outside} && chmod 700 ${outside}`,
    );
    return `mount --bind ${outside} ${folder}${path}`;
  });
  const mounts = [
    `mount --bind ${folder} ${folder}`,
    `mount -o remount,bind,ro ${folder}`,
    `mount --bind /proc ${folder}/proc`,
    `mount --bind /dev ${folder}/dev`,
    `mount -t tmpfs tmp ${folder}/tmp`,
    ...kept,
  ].join('; ');
  return (command: string[], first = '') =>
    `${mounts}; ${first}chroot --userspec=${user} ${folder} env -i -C /app HOME=/nonexistent PORT=31999 ${variables} ${command.join(' ')}`;
}

function listOf(stage: Stage, verb: string): string[] {
  const [text = ''] = stepsOf(stage, verb);
  return JSON.parse(text.slice(text.indexOf('[')));
}

/** The last stage has no name of its own. */
function named(all: Stage[]): Stage[] {
  return all.map((stage) => ({ ...stage, name: stage.name || 'image' }));
}

function sh(script: string): string {
  return execFileSync('sh', ['-ec', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1e9,
  });
}

function say(line: string): void {
  process.stdout.write(`[${Math.round((performance.now() - began) / 1000)} s] ${line}\n`);
}
