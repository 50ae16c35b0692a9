import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROUTES = new URL('../../../routes/', import.meta.url).pathname;

describe('Pages behind a link and a code from a mailbox', () => {
  it('have their way in from one place: nothing else remembers that a code was right', () => {
    const files = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const using = (name: string) =>
      files
        .filter((file) => new RegExp(`\\b${name}[(<]`).test(readFileSync(join(ROUTES, file), 'utf8')))
        .sort();
    assert.deepEqual(using('grantAccess'), ['middleware/codeCookie.ts', 'middleware/codeGate.ts']);
    assert.deepEqual(
      using('codeGate').filter((file) => !file.startsWith('middleware/')),
      ['answers/index.ts', 'tasks/index.ts', 'transmissions/index.ts'],
    );
  });
});
