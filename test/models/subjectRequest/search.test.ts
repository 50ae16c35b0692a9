import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { QueryTypes, type Sequelize } from 'sequelize';
import { emptyWriteAheadLog, openDatabase } from '../../../models/database/connect.ts';
import { inTransaction } from '../../../models/database/transaction.ts';
import type { By } from '../../../models/desk.ts';
import { up } from '../../../models/migrations/011-search.ts';
import { correctPerson } from '../../../models/subjectRequest/correctPerson.ts';
import { listRequests } from '../../../models/subjectRequest/listing.ts';
import { searchTextOf } from '../../../models/subjectRequest/searchText.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { newPostgresDatabase } from '../../support/database.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { EUROPEAN_NAMES } from '../../support/europeanNames.ts';
import { receive, staffMemberOf } from '../../support/requests.ts';

const PEOPLE = ['Chloé Dvořák', 'Łucja Brânzei', 'Bo 100% Example', 'Jürgen_Côté', 'Ada Example'];

describe('A search of requests', () => {
  let desk: TestDesk;
  let dpo: By;

  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
  });

  const found = async (q: string, limit = 50, after?: string) =>
    listRequests(desk, dpo, { view: 'all', sort: 'deadline', q, after }, limit);
  const namesFound = async (q: string) => (await found(q)).rows.map(({ personName }) => personName).sort();
  const ask = async (name: string, organisation = desk.organisation) => {
    const email = `person.${PEOPLE.indexOf(name)}@example.org`;
    return (await receive(desk, organisation, { person: { name, email } })).requests[0] as SubjectRequest;
  };

  it('finds a name, an address or a reference by any part of it, without regard to accents and capitals', async () => {
    const references: string[] = [];
    for (const name of PEOPLE) references.push((await ask(name)).reference);
    assert.deepEqual(await namesFound('DVORAK'), ['Chloé Dvořák']);
    assert.deepEqual(await namesFound('chloé  dvor'), ['Chloé Dvořák']);
    assert.deepEqual(await namesFound('son.1@exam'), ['Łucja Brânzei']);
    assert.deepEqual(await namesFound(references[4] ?? ''), ['Ada Example']);
    assert.deepEqual(await namesFound((references[3] ?? '').slice(2).toLowerCase()), ['Jürgen_Côté']);
    assert.deepEqual(await namesFound('nobody here'), []);
  });

  it('finds each of forty European names in each of five spellings', async () => {
    for (const [name] of EUROPEAN_NAMES) await ask(name);
    for (const [name, ...spellings] of EUROPEAN_NAMES)
      for (const spelling of spellings) {
        const names = await namesFound(spelling);
        assert.ok(names.includes(name), `${name} by ${spelling}, which finds ${names}`);
        const alike = /m[uü]/i.test(name) ? 2 : 1; // Jürgen and Ute are both Müller
        assert.ok(names.length <= alike, `${spelling} also finds ${names}`);
      }
  });

  it('finds no more for a name of two vowels than what has both', async () => {
    for (const name of ['Joe Example', 'John Example']) await ask(name);
    assert.deepEqual(await namesFound('joe'), ['Joe Example']);
  });

  it('finds whose data it is where somebody else asks for them, in every spelling, and the queue names both', async () => {
    const client = { name: 'Łukasz Größmann', relation: 'My client' };
    const [request] = (
      await receive(desk, desk.organisation, {
        person: { name: 'Ada Example', email: 'ada@example.org' },
        details: { about: '', behalf: client },
      })
    ).requests;
    for (const q of ['lukasz', 'GROSSMANN', 'groessmann', 'ada'])
      assert.deepEqual(
        (await found(q)).rows.map(({ personName, clientName }) => [personName, clientName]),
        [['Ada Example', 'Łukasz Größmann']],
        q,
      );
    const target = { reference: request?.reference ?? '' };
    await correctPerson(
      desk,
      dpo,
      { ...target, version: 1 },
      { noted: { behalfName: 'Jürgen Kjær' }, reason: 'x' },
    );
    assert.deepEqual(await namesFound('grossmann'), []);
    assert.deepEqual(await namesFound('juergen'), ['Ada Example']);
    const moved = { email: 'ada@example.net' };
    await correctPerson(
      desk,
      dpo,
      { ...target, version: 2 },
      { noted: moved, known: 'She called', reason: 'x' },
    );
    assert.deepEqual(await namesFound('juergen'), ['Ada Example']);
    assert.deepEqual(await namesFound('example.net'), ['Ada Example']);
  });

  it('finds a reference without its dashes, whole or in part', async () => {
    const [ada] = [await ask('Ada Example'), await ask('Bo 100% Example')];
    const bare = ada.reference.replaceAll('-', '');
    for (const q of [
      bare,
      bare.toLowerCase(),
      bare.slice(1),
      bare.slice(3, 8),
      ada.reference.replaceAll('-', ' '),
    ])
      assert.deepEqual(await namesFound(q), ['Ada Example'], q);
  });

  it('finds a customer number whole, however its signs are set apart, and holds it nowhere in clear', async () => {
    const numbers = { 'Ada Example': 'KD-4711/08', 'Łucja Brânzei': '2026 0042', 'Chloé Dvořák': undefined };
    for (const [name, customerNumber] of Object.entries(numbers))
      await receive(desk, desk.organisation, { person: { name }, details: { about: '', customerNumber } });
    for (const q of ['KD-4711/08', 'kd471108', 'KD 4711 08'])
      assert.deepEqual(await namesFound(q), ['Ada Example'], q);
    assert.deepEqual(await namesFound('20260042'), ['Łucja Brânzei']);
    for (const q of ['4711', '2026 004']) assert.deepEqual(await namesFound(q), [], q);
    const rows = await SubjectRequest.findAll({ attributes: { exclude: ['details'] }, raw: true });
    assert.doesNotMatch(JSON.stringify(rows), /4711|0042/i);
  });

  it('finds a customer number in its own organisation only', async () => {
    const details = { about: '', customerNumber: 'KD-4711' };
    await receive(desk, await anotherOrganisation(desk), { details });
    assert.deepEqual(await namesFound('KD-4711'), []);
    await receive(desk, desk.organisation, { details });
    assert.deepEqual(await namesFound('KD-4711'), ['Ada Example']);
    const [elsewhere, here] = await SubjectRequest.findAll({ order: ['id'] });
    assert.notEqual(elsewhere?.customerDigest, here?.customerDigest, 'they cannot be told to be the same');
  });

  it('takes words of one or two signs, and every sign for itself', async () => {
    for (const name of PEOPLE) await ask(name);
    assert.deepEqual(await namesFound('í'), ['Łucja Brânzei']); // no reference has an I
    assert.deepEqual(await namesFound('0%'), ['Bo 100% Example']);
    assert.deepEqual(await namesFound('n_'), ['Jürgen_Côté']);
    assert.deepEqual(await namesFound('%'), ['Bo 100% Example']);
    assert.deepEqual(await namesFound("'"), []);
  });

  it('finds in its own organisation only', async () => {
    await ask('Ada Example', await anotherOrganisation(desk));
    assert.deepEqual(await namesFound('ada'), []);
  });

  it('keeps the order of the queue, page by page', async () => {
    for (let n = 0; n < 7; n += 1) {
      desk.clock.advance({ hours: n % 3 === 0 ? 0 : 30 });
      await ask('Ada Example');
    }
    const whole = (await found('ada')).rows.map(({ reference }) => reference);
    const all = await listRequests(desk, dpo, { view: 'all', sort: 'deadline' });
    assert.deepEqual(
      whole,
      all.rows.map(({ reference }) => reference),
    );
    const paged: string[] = [];
    for (let after: string | undefined, last = false; !last; ) {
      const { rows, next } = await found('ada', 2, after);
      paged.push(...rows.map(({ reference }) => reference));
      [after, last] = [next, !next];
    }
    assert.deepEqual(paged, whole);
  });

  it('asks an index for the words, in every view and order', async () => {
    const said: string[] = [];
    for (const view of ['all', 'open', 'due-soon', 'closed'] as const)
      for (const sort of ['deadline', 'newest'] as const) {
        said.length = 0;
        optionsOf(desk).logging = (sql) => said.push(sql);
        await listRequests(desk, dpo, { view, sort, q: 'dvorak' });
        optionsOf(desk).logging = false;
        const [sql = ''] = said.filter((one) => one.includes('search_text'));
        const plan = await planOf(desk.database, sql.slice(sql.indexOf('SELECT')));
        assert.match(plan, /subject_requests_search/, `${view} by ${sort}: ${plan}`);
      }
  });

  it('leaves nothing in an sqlite file of words that a request no longer has', async function () {
    if (desk.database.getDialect() !== 'sqlite') this.skip(); // there vacuum frees the space (docs/running-it.md)
    const [renamed, removed] = [await ask('Zebulon Quux'), await ask('Yolanda Quince')];
    const file = optionsOf(desk).storage;
    const holds = async (words: string) => {
      await emptyWriteAheadLog(desk.database);
      return readFileSync(file).includes(words);
    };
    assert.deepEqual([await holds('zebulon quux'), await holds('yolanda quince')], [true, true]);
    const naming = { reference: renamed.reference, personName: 'Somebody else', personEmail: null };
    await renamed.update({ ...naming, searchText: searchTextOf(naming) });
    await desk.database.query(`UPDATE subject_requests SET person_name = '', person_email = NULL, search_text = ''
      WHERE id = ${removed.id}`);
    assert.deepEqual([await holds('zebulon quux'), await holds('yolanda quince')], [false, false]);
    assert.equal((await SubjectRequest.findByPk(renamed.id))?.searchText.endsWith('somebody else'), true);
  });
});

describe('The index of words on PostgreSQL', () => {
  it('is left out where its extension may not be made, and the desk goes on', async function () {
    const server = process.env.TEST_DATABASE_URL;
    if (!server) this.skip(); // needs a server
    const { url, drop } = await newPostgresDatabase(server);
    const database = openDatabase(url);
    const role = `rightsdesk_test_${process.pid}`;
    try {
      await database.query(`CREATE ROLE ${role}`);
      await database.query(`CREATE SCHEMA of_the_desk AUTHORIZATION ${role}`);
      await inTransaction(database, async () => {
        await database.query(`SET LOCAL ROLE ${role}`);
        await database.query('SET LOCAL search_path = of_the_desk');
        await database.query('CREATE TABLE subject_requests (search_text TEXT)');
        await up(database.getQueryInterface());
        await database.query('INSERT INTO subject_requests VALUES (1)');
      });
      const [made] = await database.query(`SELECT 1 FROM pg_class WHERE relname = 'subject_requests_search'`);
      assert.deepEqual(made, []);
    } finally {
      await database.query(`DROP OWNED BY ${role} CASCADE`);
      await database.query(`DROP ROLE ${role}`);
      await database.close();
      await drop();
    }
  });
});

type Options = { logging: false | ((sql: string) => void); storage: string };
const optionsOf = ({ database }: TestDesk) => (database as unknown as { options: Options }).options;

/** How the database goes about a search; PostgreSQL as if the rows were too many to be read, and without their other conditions. */
async function planOf(database: Sequelize, sql: string): Promise<string> {
  const explain = async (explained: string) =>
    JSON.stringify(await database.query(explained, { type: QueryTypes.SELECT }));
  if (database.getDialect() === 'sqlite') return explain(`EXPLAIN QUERY PLAN ${sql}`);
  const [condition] = /r\.search_text LIKE \S+ ESCAPE '!'/.exec(sql) ?? [];
  return inTransaction(database, async () => {
    await database.query('SET LOCAL enable_seqscan = off');
    return explain(`EXPLAIN SELECT 1 FROM subject_requests r WHERE ${condition}`);
  });
}
