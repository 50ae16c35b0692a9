import assert from 'node:assert/strict';
import { addSystems } from '../../../models/system/save.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

describe('The list of a long register of systems', () => {
  let desk: TestDesk;
  let agent: Browser;
  beforeEach(async () => {
    desk = await deskForTests();
    agent = await signedIn(appForTests(desk), 'dpo');
  });
  const register = async (count: number, more: Parameters<typeof systemForm>[0][] = []) => {
    const by = await staffMemberOf(desk, desk.organisation);
    const named = (nth: number) => `System ${String(nth).padStart(3, '0')}`;
    const forms = Array.from({ length: count }, (_, nth) =>
      systemForm({ name: named(nth), categories: ['orders'] }),
    );
    await addSystems(desk, by, [...forms, ...more.map((one) => systemForm(one))]);
  };
  const rowsIn = (text: string) =>
    [...text.matchAll(/<th scope="row"><a [^>]*><bdi>([^<]*)/g)].map(([, name]) => name);

  it('shows a hundred at a time in the order of their names, and leads on and back', async () => {
    await register(101);
    const first = await agent.get('/systems');
    assert.equal(rowsIn(first.text).length, 100);
    const next = /href="(\/systems\?after=\d+)" rel="next"/.exec(first.text)?.[1] ?? '';
    const second = await agent.get(next);
    assert.deepEqual(rowsIn(second.text), ['System 100']);
    assert.match(second.text, /<a href="\/systems">Back to the first page/);
  });

  it('is searched by name, with or without accents; a sign of a pattern is only a sign', async () => {
    await register(21, [
      { name: 'Base « Élèves »', categories: ['pupils'] },
      { name: '100%_ours', categories: ['pupils'] },
    ]);
    assert.deepEqual(rowsIn((await agent.get('/systems?find=eleves')).text), ['Base « Élèves »']);
    assert.deepEqual(rowsIn((await agent.get('/systems?find=%25_')).text), ['100%_ours']);
    const nothing = await agent.get('/systems?find=payroll');
    assert.match(wordsOf(nothing), /No system found.*Try fewer letters/s);
    assert.match(nothing.text, /<a href="\/systems">Show all systems/);
  });

  it('names five systems of each category, and leads to the others', async () => {
    await register(7, [{ name: 'Archive', categories: ['pupils "past"', 'orders'] }]);
    const page = await agent.get('/systems');
    assert.match(wordsOf(page), /Archive System 000 System 001 System 002 System 003 and 3 others/);
    const all = await agent.get(/href="(\/systems\?category=orders)"/.exec(page.text)?.[1] ?? '');
    assert.equal(rowsIn(all.text).length, 8);
    assert.match(wordsOf(all), /Systems that hold: orders/i);
    const quoted = await agent.get(`/systems?category=${encodeURIComponent('pupils "past"')}`);
    assert.deepEqual(rowsIn(quoted.text), ['Archive']);
  });
});
