import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeSecretKey, readSecretKey } from '../../models/crypto/keyFile.ts';
import { createOrganisation, ensureFirstOrganisation } from '../../models/organisation/create.ts';
import { defaultOrganisation, organisationBySlug } from '../../models/organisation/find.ts';
import { Organisation } from '../../models/organisation.ts';
import { OrganisationPolicy } from '../../models/organisationPolicy.ts';
import { newPostgresDatabase } from '../support/database.ts';
import { anotherOrganisation, deskForTests } from '../support/desk.ts';
import { begin, ended, temporaryFolder } from '../support/process.ts';

describe('The secret key', () => {
  it('is made once, for its owner alone, and read again', () => {
    const { folder, remove } = temporaryFolder();
    assert.equal(readSecretKey(folder), undefined);
    makeSecretKey(folder);
    const key = readSecretKey(folder);
    assert.equal(key?.length, 32);
    makeSecretKey(folder);
    assert.deepEqual(readSecretKey(folder), key);
    assert.equal(statSync(join(folder, 'secret.key')).mode & 0o777, 0o600);
    assert.deepEqual(readdirSync(folder), ['secret.key']);
    remove();
  });
});

describe('Processes that start at once', function () {
  this.timeout(60_000);

  for (const on of ['sqlite', 'PostgreSQL'] as const) {
    it(`bring the schema of one ${on} up to date once, and make one key and one organisation`, async function () {
      const server = process.env.TEST_DATABASE_URL;
      if (on === 'PostgreSQL' && !server) this.skip(); // the suite on sqlite needs no server
      const { folder, remove } = temporaryFolder();
      const database = on === 'PostgreSQL' && server ? await newPostgresDatabase(server) : undefined;
      const settings = {
        DATA_DIR: join(folder, 'data'),
        ...(database ? { DATABASE_URL: database.url } : {}),
      };
      mkdirSync(settings.DATA_DIR);
      const commands = ['a', 'b', 'c'].map((name) => [
        'organisation',
        'create',
        '--name',
        name,
        '--slug',
        name,
        '--json',
      ]);
      const results = await Promise.all(commands.map((command) => ended(begin('cli.ts', command, settings))));
      assert.deepEqual(
        results.map(({ code, stderr }) => [code, stderr]),
        Array(3).fill([0, '']),
      );
      const ids = results.map(({ stdout }) => (JSON.parse(stdout) as { id: number }).id);
      assert.equal(new Set(ids).size, 3);
      assert.ok(!ids.includes(1), 'the first organisation was there before them');
      assert.equal(readFileSync(join(settings.DATA_DIR, 'secret.key'), 'utf8').length, 45);
      await database?.drop();
      remove();
    });
  }
});

describe('An organisation', () => {
  it('is there from the start, once', async () => {
    const desk = await deskForTests();
    await OrganisationPolicy.destroy({ where: {} });
    await Organisation.destroy({ where: {} });
    await Promise.all([ensureFirstOrganisation(desk), ensureFirstOrganisation(desk)]);
    assert.equal(await Organisation.count(), 1);
    assert.equal((await defaultOrganisation()).slug, 'main');
  });

  it('has a key of its own and is found by its short name', async () => {
    const desk = await deskForTests();
    const other = await anotherOrganisation(desk, 'second');
    assert.equal((await organisationBySlug('second'))?.id, other.id);
    assert.equal(await organisationBySlug('third'), null);
    const [a, b] = [desk.organisation, other].map(({ wrappedKey }) => desk.keyring.unwrap(wrappedKey));
    assert.ok(a && b && !a.equals(b));
  });

  it('is not made with a short name that is taken or no name at all', async () => {
    const desk = await deskForTests();
    await assert.rejects(createOrganisation(desk, { name: 'x', slug: 'example' }), /slug-taken/);
    await assert.rejects(createOrganisation(desk, { name: '', slug: 'empty' }), /field-missing/);
  });
});
