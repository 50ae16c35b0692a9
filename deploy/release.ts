import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

// `npm run release [-- --tag] [-- --to FOLDER]`: a tarball of the commit that is checked out and its SHA256SUMS, and with `--tag` the
// annotated tag of the version in package.json. docs/deploying.md, "From a tarball".
const root = join(import.meta.dirname, '..');
const { values: options } = parseArgs({
  options: { tag: { type: 'boolean', default: false }, to: { type: 'string', default: 'release' } },
});
const { version } = jsonOf('package.json');
const tag = `v${version}`;

const refusal = refusals().find((one) => one !== undefined);
if (refusal) {
  process.stderr.write(`No release: ${refusal}\n`);
  process.exitCode = 1;
} else release();

function release(): void {
  const name = `rightsdesk-${version}.tar.gz`;
  const bytes = tarball();
  const sums = `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
  const folder = resolve(options.to);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, 'SHA256SUMS'), sums);
  process.stdout.write(`${sums}${folder}\n`);
  if (!options.tag) return;
  git('tag', '--annotate', tag, '--message', `Rightsdesk ${version}\n\n${sums}`);
  process.stdout.write(`Tagged ${tag}: git push origin ${tag}\n`);
}

/** Why there is none, as far as one can see. */
function refusals(): (string | undefined)[] {
  const dated = new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d{2}-\\d{2}$`, 'm');
  const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
  const locked = jsonOf('package-lock.json').version;
  const tagged = git('tag', '--list', tag) && git('rev-list', '-1', tag);
  return [
    git('status', '--porcelain') && 'the tree has changes. Commit or stash them first (git status).',
    locked === version
      ? undefined
      : `package-lock.json says ${locked}, package.json ${version}. Run npm install.`,
    dated.test(changelog) ? undefined : `CHANGELOG.md has no line "## [${version}] - YYYY-MM-DD".`,
    /^## \[?Unreleased\b/m.test(changelog) &&
      'CHANGELOG.md has lines under Unreleased. Put them under the version that brings them.',
    tagged &&
      tagged !== git('rev-parse', 'HEAD') &&
      `the tag ${tag} stands on another commit. Raise the version.`,
    tagged && options.tag && `the tag ${tag} is there already. Leave --tag out to make its files again.`,
  ].map((one) => one || undefined);
}

/** The same bytes from the same commit: git takes the files' times from it, the modes do not depend on its settings, gzip notes no time. */
function tarball(): Buffer {
  const prefix = `--prefix=rightsdesk-${version}/`;
  const tar = execFileSync('git', ['-c', 'tar.umask=0022', 'archive', '--format=tar', prefix, 'HEAD'], {
    cwd: root,
    maxBuffer: 1e9,
  });
  return gzipSync(tar, { level: 9 });
}

function jsonOf(file: string): { version: string } {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}
