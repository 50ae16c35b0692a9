import assert from 'node:assert/strict';
import { Organisation } from '../../../models/organisation.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';

const SETTINGS = '/settings/organisation';
const COMPARED =
  'Compared with the Code du travail, Arts L. 3133-1 and L. 3134-13, on 28 Nov 2026, for 2025 to 2030.';

describe('A calendar on screen', () => {
  let desk: TestDesk;
  let agent: Browser;
  before(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    agent = await signedIn(appForTests(desk), 'dpo');
  });
  const choose = (calendar: string) =>
    Organisation.update({ calendar }, { where: { id: desk.organisation.id } });
  const page = async (path: string) => (await agent.get(path)).text;
  const optionsIn = (text: string) =>
    [...text.matchAll(/<option value="([^"]+)"[^>]*>([^<]*)<\/option>/g)].map(([, value, words]) => [
      value,
      words,
    ]);

  it('is chosen by its name, in the order of names, and says where nobody compared it with a law', async () => {
    await choose('FR-57');
    const options = optionsIn(await page(SETTINGS));
    const named = new Map(options.map(([value, words]) => [value, words]));
    assert.equal(named.get('FR-57'), 'France, Moselle (FR-57)');
    assert.equal(named.get('PT-20'), 'Portugal, Azores (PT-20)');
    assert.equal(named.get('DE-BB'), 'Germany, Brandenburg (DE-BB) – two libraries agree');
    assert.equal(named.get('CH-UR'), 'Switzerland, Uri (CH-UR) – not compared');
    const countries = options
      .map(([, words]) => words)
      .filter((words) => /^(Austria|Cyprus|Spain) \(/.test(words ?? ''));
    assert.deepEqual(countries, ['Austria (AT)', 'Cyprus (CY)', 'Spain (ES)']);
    assert.equal(named.has('GB') || named.has('CH'), false);
  });

  it('says with what it was compared: in the settings, on the page of dates, in the simulator and at a request', async () => {
    await choose('FR-57');
    const { reference } = await received(
      desk,
      await Organisation.findByPk(desk.organisation.id, { rejectOnEmpty: true }),
    );
    for (const path of [
      SETTINGS,
      '/settings/dates',
      '/policies/gdpr-eu/try?calendar=FR-57',
      `/requests/${reference}`,
    ])
      assert.ok((await page(path)).includes(COMPARED), path);
    assert.match(await page(`/requests/${reference}`), /France, Moselle, time of Paris/);
    assert.match(
      await page(SETTINGS),
      /Good Friday is a public holiday only in municipalities that have a Protestant church/,
    );
  });

  it('at a request of the first edition of the rules claims nothing of a comparison', async () => {
    await choose('FR-57');
    const request = await received(
      desk,
      await Organisation.findByPk(desk.organisation.id, { rejectOnEmpty: true }),
    );
    await SubjectRequest.update({ edition: 1 }, { where: { id: request.id } });
    const facts =
      (await page(`/requests/${request.reference}`)).split('France, Moselle, time of Paris')[1] ?? '';
    assert.doesNotMatch(facts.slice(0, 300), /Compared with/);
  });

  it('says of an option which reading it rests on', async () => {
    await choose('BG+substitutes');
    assert.match(
      await page(SETTINGS),
      /It rests on a reading that can be disputed: days in place of weekend holidays/,
    );
  });

  it('asks an organisation with Switzerland for its canton', async () => {
    await choose('CH');
    const text = await page(SETTINGS);
    assert.match(text, /<option value="CH" selected>Switzerland, without a canton \(CH\)<\/option>/);
    assert.match(text, /Choose the canton in the settings\./);
    assert.match(
      await page('/policies/fadp-ch/try?calendar=CH'),
      /CH needs a canton, because their holidays differ/,
    );
  });
});
