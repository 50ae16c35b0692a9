import assert from 'node:assert/strict';
import { emptySystem, type SystemForm } from '../../../domain/systems/systemForm.ts';
import { inTransaction } from '../../../models/database/transaction.ts';
import { type By, byCommand, byPerson } from '../../../models/desk.ts';
import { SettingsChange } from '../../../models/settingsChange.ts';
import { changesOfSystem } from '../../../models/system/changes.ts';
import { importSystems, previewImport } from '../../../models/system/importTable.ts';
import { systemList } from '../../../models/system/listing.ts';
import { systemsOf } from '../../../models/system/register.ts';
import { addSystem, addSystems, changeSystem } from '../../../models/system/save.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

describe('The register of systems', () => {
  let desk: TestDesk;
  let dpo: By;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-11-30T09:00:00Z' });
    dpo = await staffMemberOf(desk, desk.organisation);
  });
  const register = async (by = dpo) =>
    (await systemsOf(desk, by)).map(({ name, after, version }) => `${name} v${version} after [${after}]`);

  it('keeps the order of systems when one of them is given another name', async () => {
    const crm = await addSystem(desk, dpo, systemForm({ name: 'CRM' }));
    await addSystem(desk, dpo, systemForm({ name: 'Archive', after: ['crm'] }));
    await changeSystem(desk, dpo, crm, { version: 1, form: systemForm({ name: 'Sales' }) });
    assert.deepEqual(await register(), ['Archive v1 after [Sales]', 'Sales v2 after []']);
  });

  it('is changed by whoever saw it as it is, and by nobody else', async () => {
    const crm = await addSystem(desk, dpo, systemForm({ name: 'CRM' }));
    const change = (purpose: string) =>
      changeSystem(desk, dpo, crm, { version: 1, form: systemForm({ name: 'CRM', purpose }) });
    await change('Sales');
    await assert.rejects(change('Support'), /settings-changed/);
    const [system] = await systemsOf(desk, dpo);
    assert.equal(system?.purpose, 'Sales');
  });

  it('logs each change with who made it, when, and what stood before; a form sent as it stood is none', async () => {
    const crm = await addSystem(desk, dpo, systemForm({ name: 'CRM' }));
    desk.clock.set('2026-12-01T10:00:00Z');
    const form = systemForm({ name: 'CRM', ownerEmail: 'zoe@example.org' });
    await changeSystem(desk, dpo, crm, { version: 1, form });
    await changeSystem(desk, dpo, crm, { version: 2, form });
    const { changes } = await changesOfSystem(dpo, crm);
    assert.deepEqual(
      changes.map(({ at, actor, was, is }) => [at.toISOString(), actor, was?.ownerEmail, is.ownerEmail]),
      [
        ['2026-12-01T10:00:00.000Z', dpo.actor, '', 'zoe@example.org'],
        ['2026-11-30T09:00:00.000Z', dpo.actor, undefined, ''],
      ],
    );
    await assert.rejects(desk.database.query('DELETE FROM settings_changes'));
    assert.equal(await SettingsChange.count(), 2);
  });

  it('is of one organisation', async () => {
    const other = await staffMemberOf(desk, await anotherOrganisation(desk));
    const crm = await addSystem(desk, dpo, systemForm({ name: 'CRM' }));
    await addSystem(desk, other, systemForm({ name: 'CRM' }));
    await assert.rejects(
      changeSystem(desk, other, crm, { version: 1, form: systemForm({ name: 'Theirs' }) }),
      /not-found/,
    );
    assert.deepEqual(await register(), ['CRM v1 after []']);
    assert.deepEqual(await changesOfSystem(other, crm), { total: 0, changes: [] });
  });

  it('is changed by a DPO, an administrator or the command line, and by nobody else', async () => {
    const add = (by: By) => addSystem(desk, by, systemForm({ name: `By ${by.role}` }));
    await add(await staffMemberOf(desk, desk.organisation, 'administrator'));
    await add(byCommand(desk.organisation.id));
    for (const role of ['handler', 'reader'] as const)
      await assert.rejects(add(await staffMemberOf(desk, desk.organisation, role)), /not-permitted/);
    await assert.rejects(add(byPerson(desk.organisation.id)), /not-permitted/);
  });

  it('takes several at once, or none of them', async () => {
    const forms: SystemForm[] = [systemForm({ name: 'CRM' }), { ...emptySystem('en'), name: '' }];
    await assert.rejects(addSystems(desk, dpo, forms), /field-missing/);
    assert.deepEqual(await register(), []);
  });

  it('is mapped as it stands, also where another process changed it or the page was drawn before', async () => {
    const names = async (by = dpo) => (await systemList(desk, by)).all.map(({ name }) => name);
    const beside = { ...desk };
    const crm = await addSystem(beside, dpo, systemForm({ name: 'CRM' }));
    assert.deepEqual(await names(), ['CRM']);
    await changeSystem(beside, dpo, crm, { version: 1, form: systemForm({ name: 'Sales' }) });
    assert.deepEqual(await names(), ['Sales']);
    const others = await staffMemberOf(desk, await anotherOrganisation(desk));
    assert.deepEqual(await names(others), []);
    await addSystem(beside, others, systemForm({ name: 'Till' }));
    assert.deepEqual([await names(others), await names()], [['Till'], ['Sales']]);
  });

  describe('as a table', () => {
    it('is imported whole: systems that name each other find each other', async () => {
      await addSystem(desk, dpo, systemForm({ name: 'CRM' }));
      const table = 'name,after,purpose\nArchive,Shop; CRM,\nShop,,Orders\nCRM,,Sales\n';
      const { seen } = await previewImport(desk, dpo, table);
      await importSystems(desk, dpo, table, seen);
      assert.deepEqual(await register(), [
        'Archive v1 after [Shop,CRM]',
        'CRM v2 after []',
        'Shop v1 after []',
      ]);
    });

    it('is not imported at all where a line has a fault', async () => {
      await assert.rejects(importSystems(desk, dpo, 'name,leadDays\nShop,1\nTill,x\n'), /import-faulty/);
      assert.deepEqual(await register(), []);
    });

    it('is not imported where it would do something else than what was shown', async () => {
      const table = 'name,purpose\nCRM,Sales\n';
      const { seen } = await previewImport(desk, dpo, table);
      await addSystem(desk, dpo, systemForm({ name: 'CRM' }));
      await assert.rejects(importSystems(desk, dpo, table, seen), /preview-outdated/);
    });

    it('changes what somebody added while it was read, and does not add it again', async () => {
      const [added, read] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const adding = inTransaction(desk.database, async () => {
        await addSystem(desk, dpo, systemForm({ name: 'CRM' }));
        added.resolve();
        await read.promise;
      });
      await added.promise;
      const clock = () => {
        read.resolve(); // the import asks for the day once it has read the register
        return desk.clock();
      };
      const importing = importSystems({ ...desk, clock }, dpo, 'name,purpose\nCRM,Sales\n');
      await adding;
      assert.deepEqual(
        (await importing).changed.map(({ name }) => name),
        ['CRM'],
      );
      assert.deepEqual(await register(), ['CRM v2 after []']);
    });

    it('of two thousand lines has each line’s own row, order and change in the log', async () => {
      const lines = Array.from(
        { length: 2000 },
        (_, nth) => `System ${nth},${nth ? `System ${nth - 1}` : ''}`,
      );
      await importSystems(desk, dpo, ['name,after', ...lines].join('\n'));
      await importSystems(
        desk,
        dpo,
        ['name,purpose', ...lines.map((line) => line.replace(/,.*/, ',Sales'))].join('\n'),
      );
      const systems = await systemsOf(desk, dpo);
      const last = systems.find(({ name }) => name === 'System 1999');
      assert.deepEqual([last?.after, last?.purpose, last?.version], [['System 1998'], 'Sales', 2]);
      assert.deepEqual(
        (await changesOfSystem(dpo, last?.id ?? 0)).changes.map(({ was, is }) => [
          was?.purpose,
          is.name,
          is.purpose,
        ]),
        [
          ['', 'System 1999', 'Sales'],
          [undefined, 'System 1999', ''],
        ],
      );
      assert.equal(await SettingsChange.count({ where: { kind: 'system' } }), 4000);
    });
  });
});
