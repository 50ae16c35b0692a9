import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

describe('What a start loads', () => {
  const LATER = ['umzug', 'nodemailer', 'prom-client', 'pg-boss', 'file-type'];

  it(`leaves ${LATER.join(', ')} to those who need them`, () => {
    const code = `
      import { registerHooks } from 'node:module';
      registerHooks({ load: (url, context, next) => (console.log(url), next(url, context)) });
      await import('./serve.ts');`;
    const cwd = `${import.meta.dirname}/..`;
    const args = ['--input-type=module', '--eval', code];
    const loaded = execFileSync(process.execPath, args, { cwd, encoding: 'utf8' }).split('\n');
    const isLoaded = (name: string) =>
      loaded.some((url) => /\.[cm]?js$/.test(url) && url.includes(`/node_modules/${name}/`));
    assert.ok(isLoaded('express'));
    assert.deepEqual(LATER.filter(isLoaded), []);
  });
});
