import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shapeOf, VERB_NAMES } from '../domain/lifecycle/verbs.ts';

const root = join(import.meta.dirname, '..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const found = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: ['node_modules/**', 'data*/**', 'docs/**'] });
const ours = found('**/*.ts').filter((file) => !/^(test|\.ci)\//.test(file));
const templates = found('views/**/*.ejs');

/** What is begun by its name: a process, not an import. */
const PROCESSES = [
  'server.ts',
  'cli.ts',
  'demo/start.ts',
  'deploy/healthcheck.ts',
  'deploy/release.ts',
  'redaction/child/worker.ts',
  'rehearsal/child.ts',
  'views/paper/typesetter.ts',
];

describe('A file that is written', () => {
  it('is used: every .ts is imported by another, so that no page, verb or job is left unregistered', () => {
    const imported = new Set(ours.flatMap(importsOf));
    assert.ok(imported.size > 300);
    assert.deepEqual(
      ours.filter((file) => !imported.has(file) && !PROCESSES.includes(file)),
      [],
    );
  });

  it('is shown: every template is rendered or included', () => {
    const written = [...ours, ...templates].map(text).join('\n');
    const isNamed = (name: string) =>
      name.startsWith('layouts/') || // by their short name
      written.includes(`'${name}'`) ||
      written.includes(`partial: '${name.replace('partials/', '')}'`) ||
      written.includes(`'${name.replace('partials/', '')}',`);
    const names = templates.map((file) => file.slice('views/'.length, -'.ejs'.length));
    assert.ok(names.length > 50);
    assert.deepEqual(
      names.filter((name) => !isNamed(name)),
      [],
    );
  });
});

describe('A verb', () => {
  it('has its place: a page of the request offers it, or leads to it; an undo stands beside its fact', () => {
    const pages = found('views/requests/*.ts').map(text).join('\n');
    assert.deepEqual(
      VERB_NAMES.filter((verb) => !shapeOf(verb).takesBack && !pages.includes(`'${verb}'`)),
      [],
    );
  });
});

function importsOf(file: string): string[] {
  const named = text(file).matchAll(/(?:\bfrom\s+|^import\s+|\bimport\()'(\.[^']+)'/gm);
  return [...named].map(([, path = '']) => join(dirname(file), path));
}
