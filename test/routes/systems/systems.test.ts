import assert from 'node:assert/strict';
import { Membership } from '../../../models/membership.ts';
import { systemsOf } from '../../../models/system/register.ts';
import { changeSystem } from '../../../models/system/save.ts';
import { appForTests, type Browser, signedIn, type TestApp } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

const CRM = {
  name: 'CRM',
  kind: 'own',
  purpose: 'Customer relations',
  categories: 'prospects',
  categoriesMore: 'meeting notes\ngifts',
  identifiers: 'email',
  ownerName: 'Zoé Martin',
  ownerEmail: 'zoe@example.org',
  ownerLanguage: 'fr',
  leadDays: '3',
  'how-erasure': 'Delete the record.',
};

describe('The pages of the register of systems', () => {
  let desk: TestDesk;
  let app: TestApp;
  let agent: Browser;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-30T09:00:00Z' });
    app = appForTests(desk);
    agent = await signedIn(app, 'dpo');
  });
  const policy = async (id: string) => {
    await agent.submit(
      '/settings/policies',
      {
        policy: id,
        residence: 'FR',
        version: String((await desk.organisation.reload()).version),
      },
      { action: '/settings/policies/rows' },
    );
  };
  const register = () => systemsOf(desk, { organisationId: desk.organisation.id });
  const importing = (fields: Record<string, string>) =>
    agent.submit('/systems/import', fields, { files: [{ field: 'files', name: '', content: '' }] });

  it('say how many changes of a system they show, and lead to the others', async () => {
    const by = await staffMemberOf(desk, desk.organisation);
    await agent.submit('/systems/new', CRM, { action: '/systems' });
    const [system] = await register();
    const id = system?.id ?? 0;
    for (let version = 1; version <= 51; version += 1)
      await changeSystem(desk, by, id, {
        version,
        form: systemForm({ name: 'CRM', purpose: `Purpose ${version}` }),
      });
    const first = await agent.get(`/systems/${id}`);
    assert.match(wordsOf(first), /50 of 52 changes, the latest first/);
    const next = /href="(\/systems\/\d+\?before=\d+)#changes" rel="next"/.exec(first.text)?.[1] ?? '';
    const second = wordsOf(await agent.get(next));
    assert.match(second, /2 of 52 changes, the latest first/);
    assert.match(second, /added/i);
    assert.match(second, /Back to the first page/);
  });

  it('add a system with all that was typed, and show it to a reader with who added it', async () => {
    assert.equal((await agent.submit('/systems/new', CRM, { action: '/systems' })).status, 303);
    const [system] = await register();
    assert.deepEqual(system?.categories, ['prospects', 'meeting notes', 'gifts']);
    assert.deepEqual(system?.instructions, { erasure: 'Delete the record.' });
    assert.equal(system?.ownerLanguage, 'fr');
    const reader = await signedIn(app, 'reader');
    const words = wordsOf(await reader.get(`/systems/${system?.id}`));
    assert.match(words, /Customer relations/);
    assert.match(words, /Erasure[^.]*: Delete the record\./i);
    assert.match(words, /Monday 30 November 2026.* Added to the register\./);
    assert.doesNotMatch((await reader.get(`/systems/${system?.id}`)).text, /<form[^>]*action="\/systems/);
  });

  it('say what is wrong beside the field, and keep what was typed', async () => {
    const answer = await agent.submit('/systems/new', { ...CRM, ownerEmail: 'zoe' }, { action: '/systems' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /href="#ownerEmail"/);
    assert.match(answer.text, /Enter an email address/);
    assert.match(answer.text, /meeting notes\ngifts/);
    assert.match(answer.text, /Delete the record\./);
    assert.deepEqual(await register(), []);
  });

  it('show a change that met another one again, with what was typed', async () => {
    await agent.submit('/systems/new', CRM, { action: '/systems' });
    const [system] = await register();
    const address = `/systems/${system?.id}`;
    await agent.submit(address, { ...CRM, version: '1', purpose: 'Sales' });
    const answer = await agent.submit(address, { ...CRM, version: '1', purpose: 'Support' });
    assert.equal(answer.status, 409);
    assert.match(answer.text, /value="Support"/);
    assert.equal((await register())[0]?.purpose, 'Sales');
    assert.equal((await agent.submit(address, { ...CRM, version: '2', purpose: 'Support' })).status, 303);
    const words = wordsOf(await agent.get(address));
    assert.match(words, /What the data are used for: from “Sales” to “Support”/);
  });

  it('begin with what the policies name: recipients accepted or dropped, and where each category lies', async () => {
    await policy('scalingo-privacy');
    const shown = await agent.get('/systems');
    assert.match(wordsOf(shown), /No system yet/);
    for (const name of ['Pipedrive', 'Brevo'])
      assert.match(shown.text, new RegExp(`value="${name}" checked`));
    const fields = {
      recipient: ['Pipedrive'],
      'holds-applicants': 'HR folder',
      'holds-prospects': 'CRM, pipedrive',
    };
    const answer = await agent.submit('/systems', fields, { action: '/systems/beginning' });
    assert.equal(answer.status, 303);
    assert.deepEqual(
      (await register()).map(({ name, kind, purpose, categories }) => [name, kind, purpose, categories]),
      [
        ['CRM', 'own', '', ['prospects']],
        ['HR folder', 'own', '', ['applicants']],
        ['Pipedrive', 'recipient', 'Customer relations', ['prospects']],
      ],
    );
  });

  it('keep what was typed where a register cannot begin that way', async () => {
    await policy('scalingo-privacy');
    const fields = { 'holds-prospects': '---' };
    const answer = await agent.submit('/systems', fields, { action: '/systems/beginning' });
    assert.equal(answer.status, 422);
    assert.match(answer.text, /value="---"/);
    const empty = await agent.submit('/systems', {}, { action: '/systems/beginning' });
    assert.match(wordsOf(empty), /Name at least one system, or tick a recipient\./);
  });

  it('show which category lies in no system in use', async () => {
    await policy('scalingo-privacy');
    await agent.submit('/systems/new', { ...CRM, activeUntil: '2026-11-30' }, { action: '/systems' });
    const coverage = async () => wordsOf(await agent.get('/systems')).split('Which data lie where')[1] ?? '';
    assert.match(await coverage(), /Prospects CRM/);
    assert.match(await coverage(), /Applicants In no system/);
    desk.clock.set('2026-12-01T09:00:00Z');
    agent = await signedIn(app, 'dpo');
    assert.match(await coverage(), /Prospects In no system/);
  });

  it('show a category that only a recipient was given as one that nobody is asked for', async () => {
    await policy('scalingo-privacy');
    await agent.submit('/systems/new', { ...CRM, kind: 'recipient' }, { action: '/systems' });
    const shown = wordsOf(await agent.get('/systems'));
    assert.match(shown, /Prospects Only at a recipient: nobody is asked for it CRM/);
    assert.match(shown, /Nobody is asked for \d+ categories: no system of yours holds them\./);
  });

  it('name who changed a system also after they have left the organisation', async () => {
    await agent.submit('/systems/new', CRM, { action: '/systems' });
    const by = await staffMemberOf(desk, desk.organisation, 'administrator');
    const [system] = await register();
    await changeSystem(desk, by, system?.id ?? 0, { version: 1, form: systemForm({ name: 'CRM' }) });
    await Membership.destroy({ where: { userId: Number(by.actor.replace('user:', '')) } });
    const words = wordsOf(await agent.get(`/systems/${system?.id}`));
    assert.match(words, /2026, 10:00 \(Paris\), A administrator/);
    assert.doesNotMatch(words, /Command line/);
  });

  it('import a table only after showing what it would do', async () => {
    const table = 'name,purpose\nShop,Orders\nTill,Sales\n';
    const shown = await importing({ table });
    assert.equal(shown.status, 200);
    assert.match(wordsOf(shown), /Added: 2\. Changed: 0\. Unchanged: 0\./);
    assert.deepEqual(await register(), []);
    const [, seen = ''] = /name="seen" value="([^"]+)"/.exec(shown.text) ?? [];
    assert.equal((await importing({ table, seen })).status, 303);
    assert.deepEqual(
      (await register()).map(({ name }) => name),
      ['Shop', 'Till'],
    );
  });

  it('show of a change what it would change, from what to what', async () => {
    await agent.submit('/systems/new', CRM, { action: '/systems' });
    const shown = wordsOf(await importing({ table: 'name,leadDays,ownerEmail\nCRM,4,\n' }));
    assert.match(shown, /Owner’s email address: from “zoe@example\.org” to “nothing”\./);
    assert.match(shown, /Lead time in working days: from “3 working days” to “4 working days”\./);
  });

  it('say of each column what belongs there, with the ids that a table may use', async () => {
    await policy('scalingo-privacy');
    const shown = wordsOf(await agent.get('/systems/import'));
    assert.match(
      shown,
      /kind Kind\. One of these; our own if empty: own \(Our own\), processor \(Processor\)/,
    );
    assert.match(shown, /applicants \(Applicants\)/);
    assert.match(
      wordsOf(await importing({ table: 'name,kind\nShop,mine\n' })),
      /kinds: own, processor, recipient/,
    );
  });

  it('read a table that a spreadsheet saved as Unicode text, or in the encoding of Windows', async () => {
    const table = 'name\tpurpose\nÉcran\tOù l’on paie\n';
    const western = Buffer.from(table.replace('’', "'"), 'latin1');
    for (const content of [Buffer.from(`\ufeff${table}`, 'utf16le'), western]) {
      const files = [{ field: 'files', name: 'systems.txt', content }];
      assert.match(wordsOf(await agent.submit('/systems/import', {}, { files })), /Écran Added/);
    }
  });

  it('name each fault of a table by its line, and offer nothing to import', async () => {
    const shown = await importing({ table: 'name,leadDays\nShop,soon\n' });
    assert.match(wordsOf(shown), /2 leadDays Enter a whole number from 0 to 20\./);
    assert.doesNotMatch(shown.text, /name="seen"/);
  });

  it('export what an import takes back', async () => {
    await agent.submit('/systems/new', { ...CRM, purpose: '=1+1' }, { action: '/systems' });
    const { text, headers } = await agent.get('/systems/export');
    assert.match(headers['content-disposition'] ?? '', /attachment; filename="systems-2026-11-30\.csv"/);
    assert.match(text, /'=1\+1/);
    assert.match(wordsOf(await importing({ table: text })), /Added: 0\. Changed: 0\. Unchanged: 1\./);
  });
});
