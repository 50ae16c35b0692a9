import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import pg from 'pg';
import { SubjectRequest } from '../../models/subjectRequest.ts';
import { closeTestDatabase } from '../support/database.ts';
import { atDesk } from './forms.ts';
import { folderFor } from './places.ts';
import { type Filled, filledDesk } from './setUp.ts';

const ROWS = 20;

describe('A PostgreSQL database for the benchmarks', () => {
  const server = process.env.TEST_DATABASE_URL ?? '';
  const name = `bench_test_${process.pid}`;
  const url = () => Object.assign(new URL(server), { pathname: `/${name}` }).href;

  beforeEach(async function () {
    if (!server) this.skip();
    await ask(server, `CREATE DATABASE ${name}`);
  });

  afterEach(async function () {
    if (!server) this.skip();
    for (const made of [name, `${name}_bench_${ROWS}`]) {
      await ask(server, `DROP DATABASE IF EXISTS ${made} WITH (FORCE)`);
      rmSync(folderFor(ROWS, made), { recursive: true, force: true });
    }
  });

  after(closeTestDatabase); // the models are those of another database now

  it('is filled where nothing is but what an extension brought', async () => {
    await ask(url(), 'CREATE EXTENSION pg_stat_statements');
    const filled = await filledDesk(ROWS, url());
    assert.equal(filled.databaseUrl, url());
    assert.equal(await requestsIn(filled), ROWS);
    assert.deepEqual(await filledDesk(ROWS, url()), filled);
    assert.equal(await requestsIn(filled), ROWS);
  });

  it('is left alone where it holds a table of somebody else: the desk is beside it', async () => {
    await ask(url(), 'CREATE TABLE customers (name text)');
    const filled = await filledDesk(ROWS, url());
    assert.equal(filled.databaseUrl, `${url()}_bench_${ROWS}`);
    assert.equal(await requestsIn(filled), ROWS);
    assert.deepEqual(await tablesIn(url()), ['customers']);
  });
});

const requestsIn = (filled: Filled) => atDesk(filled, () => SubjectRequest.count());

const tablesIn = async (url: string) =>
  (await ask(url, `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`)).map(
    ({ name }) => name,
  );

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows;
}
