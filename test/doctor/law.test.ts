import assert from 'node:assert/strict';
import { Letter } from '../../models/letter.ts';
import { Organisation } from '../../models/organisation.ts';
import { OrganisationPolicy } from '../../models/organisationPolicy.ts';
import { anotherOrganisation, type TestDesk } from '../support/desk.ts';
import { type Examination, examination } from '../support/examination.ts';
import { receive } from '../support/requests.ts';

describe('What the doctor finds of time zones and law', function () {
  this.timeout(20_000);
  let desk: TestDesk;
  let of: Examination['of'];
  let remove: () => void;
  beforeEach(async () => {
    ({ desk, of, remove } = await examination());
  });
  afterEach(() => remove());

  it('is that time zone data is old, or lacks a zone', async () => {
    assert.match((await of('zones', { now: new Date('2040-01-01') })) ?? '', /^warn: .* Update Node\./);
    await Organisation.update({ zone: 'Europe/Atlantis' }, { where: { id: desk.organisation.id } });
    assert.match((await of('zones')) ?? '', /^fail: The time zone Europe\/Atlantis of an organisation/);
  });

  it('is that a policy in use is missing, not in effect, or cannot be read', async () => {
    const use = (policy: string) => OrganisationPolicy.update({ policy }, { where: {} });
    await use('of-nobody');
    assert.match((await of('packs')) ?? '', /^fail: of-nobody is in use and is missing\./);
    await use('gdpr-eu');
    const early = { now: new Date('2010-01-01') };
    assert.match((await of('packs', early)) ?? '', /^fail: gdpr-eu is in use and is not in effect today\./);
    assert.equal(
      await of('packs', { packs: { why: 'x.yaml:3:1: no' } }),
      'fail: They cannot be read: x.yaml:3:1: no',
    );
  });

  it('is that holidays were compared with nothing, or end', async () => {
    await Organisation.update({ calendar: 'US' }, { where: { id: desk.organisation.id } });
    assert.match((await of('calendars')) ?? '', /^warn: Those of US were not compared with any law: check/);
    await Organisation.update({ calendar: 'FR' }, { where: { id: desk.organisation.id } });
    assert.match(
      (await of('calendars', { now: new Date('2099-01-01') })) ?? '',
      /^warn: Those of FR are known only until \d{4}\./,
    );
  });

  it('covers one organisation if one asks, and all of them for the operator', async () => {
    const other = await anotherOrganisation(desk);
    await Organisation.update({ calendar: 'US', zone: 'Europe/Atlantis' }, { where: { id: other.id } });
    await OrganisationPolicy.update({ policy: 'of-nobody' }, { where: { organisationId: other.id } });
    const whose = { organisationId: desk.organisation.id };
    for (const [check, secret] of [
      ['zones', /Atlantis/],
      ['packs', /of-nobody/],
      ['calendars', /US/],
    ] as const) {
      assert.match((await of(check)) ?? '', secret);
      assert.doesNotMatch((await of(check, whose)) ?? '', secret);
    }
  });

  it('counts no letter and tells no hour of another organisation to the one that asks', async () => {
    const other = await anotherOrganisation(desk);
    const mine = { organisationId: desk.organisation.id };
    const theirs = { organisationId: other.id };
    await receive(desk, other);
    await receive(desk, other);
    await Letter.update({ state: 'failed' }, { where: {} });
    const unsent = await Letter.count();
    assert.ok(unsent > 1);
    const says = new RegExp(`^warn: ${unsent} were not sent`);
    assert.match((await of('letters')) ?? '', says, 'the command counts those of the whole desk');
    assert.match((await of('letters', theirs)) ?? '', says);
    assert.equal(await of('letters', mine), 'ok: None has waited long, and none has failed.');
    await Letter.update({ state: 'queued' }, { where: {} });
    const later = new Date(desk.clock().getTime() + 2.5 * 3_600_000);
    assert.match((await of('letters', { ...theirs, now: later })) ?? '', /more than 2 hours\./);
    assert.match((await of('letters', { ...mine, now: later })) ?? '', /^ok: /);
    const early = { now: new Date(desk.clock().getTime() - 3_600_000) };
    assert.match((await of('clock', early)) ?? '', /^fail: It is behind/);
    assert.match((await of('clock', { ...theirs, ...early })) ?? '', /^fail: It is behind/);
    assert.match((await of('clock', { ...mine, ...early })) ?? '', /^ok: It shows /);
  });
});
