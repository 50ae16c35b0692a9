import assert from 'node:assert/strict';
import { QueryTypes, type Sequelize } from 'sequelize';
import { dropEmptyDesk } from '../../../models/backup/postgres.ts';
import { openDatabase } from '../../../models/database/connect.ts';
import { defineModels } from '../../../models/define.ts';
import { migrate } from '../../../models/migrations/index.ts';
import { newPostgresDatabase } from '../../support/database.ts';

describe('An empty desk on PostgreSQL that a backup is to replace', function () {
  this.timeout(30_000);
  let database: Sequelize;
  let drop: () => Promise<void>;
  beforeEach(async function () {
    const server = process.env.TEST_DATABASE_URL;
    if (!server) this.skip();
    const made = await newPostgresDatabase(server);
    [database, drop] = [openDatabase(made.url), made.drop];
    defineModels(database);
  });
  afterEach(async () => {
    await database?.close();
    await drop?.();
  });

  /** Everything in `public`: tables, sequences, functions, types; without what belongs to an extension. */
  const inPublic = () =>
    database.query<{ identity: string }>(
      `SELECT pg_describe_object(classid, objid, objsubid) AS identity FROM pg_depend
       WHERE refclassid = 'pg_namespace'::regclass AND refobjid = 'public'::regnamespace AND classid <> 'pg_extension'::regclass
         AND NOT EXISTS (SELECT 1 FROM pg_depend of WHERE of.classid = pg_depend.classid AND of.objid = pg_depend.objid AND of.deptype = 'e')`,
      { type: QueryTypes.SELECT },
    );

  it('leaves nothing behind in the schema, but for extensions', async () => {
    await migrate(database);
    await database.query('CREATE SEQUENCE of_another_release');
    assert.ok((await inPublic()).length > 20);
    assert.equal(await dropEmptyDesk(database), true);
    assert.deepEqual(await inPublic(), []);
    const extensions = await database.query<{ extname: string }>(
      "SELECT extname FROM pg_extension WHERE extname = 'pg_trgm'",
      { type: QueryTypes.SELECT },
    );
    assert.equal(extensions.length, 1);
    assert.ok((await migrate(database)).length > 0, 'and can be made again');
  });

  it('is not taken for one where another program keeps its tables', async () => {
    await database.query('CREATE TABLE users (id INTEGER)');
    assert.equal(await dropEmptyDesk(database), false);
    assert.equal((await inPublic()).length, 1);
  });
});
