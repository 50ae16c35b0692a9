import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/process.ts';
import { root } from './dockerfile.ts';
import { neededFiles } from './neededFiles.ts';
import { repositoryIn } from './repository.ts';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const name = `rightsdesk-${version}.tar.gz`;
const tag = `v${version}`;

describe('A release', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  after(remove);
  const at = (...path: string[]) => join(folder, ...path);
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: at('first'), encoding: 'utf8', stdio: 'pipe' });
  const repository = repositoryIn(folder);
  let files: string[];
  before(async () => {
    const { code, stderr } = await repository.release('--to', at('first'));
    assert.deepEqual([code, stderr], [0, '']);
    const listed = run('tar', '-tzf', name).split('\n');
    assert.ok(listed.every((path) => !path || path.startsWith(`rightsdesk-${version}/`)));
    files = listed.map((path) => path.replace(`rightsdesk-${version}/`, ''));
  });

  it('has in it what an operator needs, and nothing for development', () => {
    const top = new Set(files.map((file) => file.replace(/\/.*/, '')).filter(Boolean));
    assert.equal(
      [...top].sort().join(' '),
      '.dockerignore .npmrc CHANGELOG.md CONTRIBUTING.md Dockerfile LICENSE README.md SECURITY.md app.ts cli cli.ts ' +
        'compose.yaml config.ts demo deploy docs doctor domain jobs mail models package-lock.json package.json ' +
        'policies process public redaction rehearsal routes server.ts views',
    );
  });

  it('has every file that its programs import or read, and those of deploy/', () => {
    const needed = [...neededFiles(), 'deploy/rightsdesk.service', 'deploy/prometheus/alerts.yaml'];
    assert.deepEqual(
      needed.filter((file) => !files.includes(file)),
      [],
    );
  });

  it('is verified by sha256sum, which finds one byte more', () => {
    assert.equal(run('sha256sum', '-c', 'SHA256SUMS'), `${name}: OK\n`);
    run('cp', '-r', '.', at('changed'));
    appendFileSync(at('changed', name), '\n');
    assert.throws(() => run('sh', '-c', `cd ${at('changed')} && sha256sum -c SHA256SUMS`), /did NOT match/);
  });

  it('has the same bytes when it is made again, under other settings of git, at another time', async () => {
    repository.git('config', 'tar.umask', '0077');
    assert.equal((await repository.release('--to', at('second'))).code, 0);
    assert.deepEqual(readFileSync(at('second', name)), readFileSync(at('first', name)));
    assert.deepEqual(readFileSync(at('second', 'SHA256SUMS')), readFileSync(at('first', 'SHA256SUMS')));
  });

  it('is tagged where that is asked for: once, with its checksum in the message', async () => {
    assert.equal(repository.git('tag'), '');
    assert.equal((await repository.release('--tag', '--to', at('tagged'))).code, 0);
    assert.equal(repository.git('cat-file', '-t', tag), 'tag');
    const message = repository.git('tag', '--list', '--format=%(contents)', tag);
    assert.equal(
      message,
      `Rightsdesk ${version}\n\n${readFileSync(at('first', 'SHA256SUMS'), 'utf8')}`.trim(),
    );
    await assertRefused(['--tag'], /the tag v\S+ is there already/);
    assert.equal((await repository.release('--to', at('again'))).code, 0, 'its files may be made again');
  });

  it('is refused of a commit beside the one that has the tag', async () => {
    repository.write('README.md', 'Changed.\n');
    repository.git('commit', '--quiet', '--all', '--message', 'After the release');
    await assertRefused([], /the tag v\S+ stands on another commit/);
    repository.git('tag', '--delete', tag);
  });

  it('is refused of a tree with changes, also of a file that nobody added', async () => {
    repository.write('stray.txt', 'Here.\n');
    await assertRefused([], /the tree has changes/);
    repository.git('clean', '--quiet', '--force');
  });

  it('is refused where the changelog has no date for its version, has lines of no version, or the lock another version', async () => {
    const changelog = readFileSync(join(repository.clone, 'CHANGELOG.md'), 'utf8');
    repository.write('CHANGELOG.md', changelog.replace(/^(## \[\S+\]) - .*$/m, '$1'));
    repository.git('commit', '--quiet', '--all', '--message', 'Undated');
    await assertRefused([], /CHANGELOG\.md has no line "## \[\S+\] - YYYY-MM-DD"/);
    repository.write('CHANGELOG.md', `## Unreleased\n\n${changelog}`);
    repository.git('commit', '--quiet', '--all', '--message', 'More to come');
    await assertRefused([], /lines under Unreleased/);
    repository.write('CHANGELOG.md', changelog);
    repository.write('package-lock.json', '{ "version": "0.0.1" }\n');
    repository.git('commit', '--quiet', '--all', '--message', 'Another version');
    await assertRefused([], /package-lock\.json says 0\.0\.1/);
  });

  async function assertRefused(options: string[], why: RegExp): Promise<void> {
    const { code, stdout, stderr } = await repository.release(...options, '--to', at('refused'));
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /^No release: .*\n$/);
    assert.match(stderr, why);
    assert.ok(!existsSync(at('refused')), 'nothing is written');
  }
});
