import assert from 'node:assert/strict';
import { Router } from 'express';
import supertest from 'supertest';
import { z } from 'zod';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { permitAnyone } from '../../../routes/middleware/permit.ts';
import { deskForTests } from '../../support/desk.ts';
import { houseAround } from '../../support/house.ts';

describe('A fault', () => {
  const routes = Router();
  routes.get('/broken/:token', permitAnyone(), () => {
    throw new Error('the database said: anna@example.org');
  });
  routes.get('/query/:email', permitAnyone(), async (request) => {
    const { Organisation } = await import('../../../models/organisation.ts');
    await Organisation.sequelize?.query(
      `SELECT * FROM nowhere WHERE email = '${String(request.params.email)}'`,
    );
  });
  routes.get('/half', permitAnyone(), async (_request, response) => {
    response.write('the first half');
    throw new Error('the database said: anna@example.org');
  });
  routes.post('/form', permitAnyone(), () => undefined);
  routes.get('/late', permitAnyone(), async () => {
    throw new RuleViolation('stale');
  });
  routes.get('/rule', permitAnyone(), () => {
    throw new RuleViolation('languages-missing');
  });
  routes.get('/missing', permitAnyone(), () => {
    throw new RuleViolation('not-found');
  });
  routes.get('/shape', permitAnyone(), () => {
    z.object({ a: z.string() }).parse({});
  });
  const house = async () => houseAround(await deskForTests(), routes);

  it('of ours is 500, with a reference that the log knows, and no stack', async () => {
    const { app, lines } = await house();
    const answer = await supertest(app).get('/broken/a-secret-token-of-many-signs');
    assert.equal(answer.status, 500);
    assert.match(answer.text, /The fault is ours/);
    assert.doesNotMatch(answer.text, /anna@example\.org|\.ts:|Error:/);
    const reference = /reference ([0-9a-f-]{36})/.exec(answer.text)?.[1];
    assert.ok(reference && lines.every((line) => line.request === reference));
    assert.match(JSON.stringify(lines), /errors\.test\.ts/, 'the log says where');
    assert.doesNotMatch(JSON.stringify(lines), /anna/);
  });

  it('in the middle of an answer cuts it off, and is told to the log alone, without anybody’s data', async () => {
    const { app, lines } = await house();
    const { error } = console;
    const printed: unknown[] = [];
    console.error = (...words: unknown[]) => void printed.push(words);
    await assert.rejects(async () => supertest(app).get('/half'));
    console.error = error;
    assert.deepEqual(printed, []);
    assert.match(JSON.stringify(lines), /errors\.test\.ts/);
    assert.doesNotMatch(JSON.stringify(lines), /anna/);
  });

  it('is logged by the pattern of its address, never by the address', async () => {
    const { app, lines } = await house();
    await supertest(app).get('/broken/a-secret-token-of-many-signs?q=anna');
    await supertest(app).get('/nowhere/a-secret-token-of-many-signs');
    assert.deepEqual(
      lines.filter(({ route }) => route).map(({ route }) => route),
      ['/broken/:token', 'none'],
    );
    assert.doesNotMatch(JSON.stringify(lines), /a-secret-token/);
  });

  it('of the database is logged without the values of its query', async () => {
    const { app, lines } = await house();
    assert.equal((await supertest(app).get('/query/anna@example.org')).status, 500);
    assert.doesNotMatch(JSON.stringify(lines), /anna/);
    assert.match(JSON.stringify(lines), /SequelizeDatabaseError/);
  });

  it('shows what was written in the form that it stopped, without passwords and codes', async () => {
    const { app } = await house();
    const form = {
      about: 'All my\ndata, <b>please</b>',
      password: 'correct horse',
      code: '123 456',
      right: 'access',
    };
    const answer = await supertest(app).post('/form').type('form').send(form);
    assert.equal(answer.status, 403, 'it has no token of ours');
    assert.match(answer.text, /What you wrote[\s\S]*All my\ndata, &lt;b&gt;please/);
    assert.doesNotMatch(answer.text, /correct horse|123 456|<p class="as-typed">access/);
  });

  for (const [path, status] of [
    ['/late', 409],
    ['/rule', 422],
    ['/missing', 404],
    ['/shape', 422],
    ['/nowhere', 404],
    ['/broken/%E0%A4%A', 400],
  ] as const) {
    it(`at ${path} has a page of its own with status ${status}`, async () => {
      const { app } = await house();
      const answer = await supertest(app).get(path);
      assert.equal(answer.status, status);
      assert.match(answer.text, /<h1>/);
    });
  }

  it('says the same for what is not there and what is not yours to know', async () => {
    const { app } = await house();
    const [a, b] = [await supertest(app).get('/missing'), await supertest(app).get('/nowhere')];
    const plain = (text: string) => text.replace(/value="[^"]*"/g, '');
    assert.equal(plain(a.text), plain(b.text));
  });

  it('of a rule says which rule', async () => {
    const { app } = await house();
    assert.match((await supertest(app).get('/rule')).text, /Choose at least one language/);
  });
});
