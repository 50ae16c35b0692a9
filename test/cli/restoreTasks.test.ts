import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Sequelize } from 'sequelize';
import { openDatabase } from '../../models/database/connect.ts';
import { defineModels } from '../../models/define.ts';
import type { By } from '../../models/desk.ts';
import { Event } from '../../models/event.ts';
import { letterContext } from '../../models/letter/context.ts';
import { Letter } from '../../models/letter.ts';
import { OwnerLink } from '../../models/ownerLink.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { openTasksOf } from '../../models/task/ofOwner.ts';
import { tasksOfRequest } from '../../models/task/ofRequest.ts';
import { linkOfToken, ownerTokenOf } from '../../models/task/ownerLinks.ts';
import { revokeOwnerLink } from '../../models/task/renewLinks.ts';
import { SystemTask } from '../../models/task.ts';
import { wordsOf as letterWords } from '../../views/letters/wordsOf.ts';
import { appForTests, browser, signedIn } from '../support/app.ts';
import { emptyDatabase, testDatabaseUrl } from '../support/database.ts';
import { deskForTests, TEST_SECRET, type TestDesk } from '../support/desk.ts';
import { emptyPlaces, type Place } from '../support/emptyPlaces.ts';
import { answers, workHandedOut } from '../support/ownersWork.ts';
import { run } from '../support/process.ts';
import { wordsOf } from '../support/publicForm.ts';
import { received, staffMemberOf } from '../support/requests.ts';

const AN_HOUR = 3_600_000;

describe('Tasks of a desk that was restored from a backup', function () {
  this.timeout(120_000);
  const { at, emptyPlace, remove } = emptyPlaces();
  after(async () => {
    await restored?.close();
    await emptyDatabase();
    await remove();
  });
  const command = async (line: string, settings: Place) => {
    const { code, stdout, stderr } = await run('cli.ts', line.split(' '), settings);
    assert.deepEqual([code, stderr], [0, ''], line);
    return stdout;
  };
  let desk: TestDesk;
  let by: By;
  let request: SubjectRequest;
  let restored: Sequelize;
  let target: Place;
  let formerTokens: string[];
  let told: string;

  /** Backed up after the work was handed out; then Zoe answers, Max's link is ended, and the desk is lost. */
  before(async () => {
    const source = { DATA_DIR: at('source'), DATABASE_URL: await testDatabaseUrl(), SECRET_KEY: TEST_SECRET };
    desk = await deskForTests({ at: new Date(Date.now() - AN_HOUR).toISOString() });
    by = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation);
    await workHandedOut(desk, by, request, {
      CRM: { backupDays: '33' },
      Shop: {},
      Archive: { ownerEmail: 'max@example.org', ownerLanguage: 'fr' },
    });
    await answers(desk, request, 'Shop', { outcome: 'done', count: 2 });
    await command(`backup ${at('copy')}`, source);
    const links = await OwnerLink.findAll({ order: ['id'] });
    formerTokens = links.map((link) => ownerTokenOf(desk, link));
    await answers(desk, request, 'CRM', { outcome: 'done', count: 3 });
    const max = links.find(({ email }) => email === 'max@example.org');
    await revokeOwnerLink(desk, by, { reference: request.reference }, max?.id ?? 0);
    target = { ...(await emptyPlace('target')), SECRET_KEY: TEST_SECRET } as Place;
    told = await command(`restore ${at('copy')}`, target);
    const asked = JSON.parse(await command('jobs run askAfterRestore --json', target));
    assert.equal(asked.asked, 2);
    restored = openDatabase(target.DATABASE_URL ?? join(target.DATA_DIR ?? '', 'rightsdesk.sqlite'));
    defineModels(restored);
    desk = { ...desk, database: restored };
    desk.clock.set(new Date().toISOString());
  });
  const lettersOf = async (kind: 'task-notice' | 'restore-notice') => {
    const rows = await Letter.findAll({ where: { kind }, order: [['id', 'DESC']] });
    return Promise.all(
      rows.map(async (row) => {
        const context = await letterContext(desk, row);
        return {
          to: context.to.address,
          language: row.language,
          data: context.data,
          ...letterWords(context),
        };
      }),
    );
  };
  const again = async () => (await lettersOf('task-notice')).filter(({ data }) => data.restored);

  it('are said, where it is restored, to be asked again', () => {
    assert.match(told, /owners of systems are asked again what they may have answered since/);
  });

  it('wait again where the answer came after the backup, and stay answered where it came before', async () => {
    const states = (await tasksOfRequest(desk, request)).map(({ system, state, lostFrom }) => [
      system,
      state,
      Boolean(lostFrom),
    ]);
    assert.deepEqual(states, [
      ['Archive', 'open', true],
      ['CRM', 'open', true],
      ['Shop', 'done', false],
    ]);
  });

  it('are asked of each owner by one letter that says why, in their language, and by nobody twice', async () => {
    const letters = await again();
    assert.deepEqual(letters.map(({ to }) => to).sort(), ['max@example.org', 'zoe@example.org']);
    const english = letters.find(({ to }) => to.startsWith('zoe'))?.text ?? '';
    assert.match(english, /had to be restored from a copy\. What you answered from .* on is lost/);
    assert.match(english, /- CRM: delete/);
    assert.doesNotMatch(english, new RegExp(`Shop|${request.personName}|${request.reference}`));
    assert.match(
      letters.find(({ to }) => to.startsWith('max'))?.text ?? '',
      /Ce que vous avez répondu depuis le .* est perdu/,
    );
    assert.equal(JSON.parse(await command('jobs run askAfterRestore --json', target)).asked, 0);
    assert.equal((await again()).length, 2);
  });

  it('are reached by a new link alone: one that was ended after the backup does not open again', async () => {
    for (const token of formerTokens) assert.equal(await linkOfToken(desk, token), null);
    for (const link of await OwnerLink.findAll()) {
      assert.equal((await linkOfToken(desk, ownerTokenOf(desk, link)))?.id, link.id);
      assert.equal((await openTasksOf(desk, link)).length, 1);
    }
  });

  it('say on the owner’s page why they are asked again', async () => {
    const zoe = await OwnerLink.findOne({ where: { email: 'zoe@example.org' }, rejectOnEmpty: true });
    const page = await browser(appForTests(desk)).get(`/tasks/${ownerTokenOf(desk, zoe)}`);
    assert.match(
      wordsOf(page),
      /Our desk had to be restored from a copy: what you answered from .* on is lost\./,
    );
  });

  it('are told to the data protection officer: by letter, in the log of the request, beside each task', async () => {
    const [letter, ...others] = await lettersOf('restore-notice');
    assert.equal(others.length, 0);
    assert.match(letter?.text ?? '', /2 open tasks are asked again, of 2 colleagues/);
    assert.match(letter?.text ?? '', /What was handed out after .* is planned again/);
    assert.equal(await Event.count({ where: { requestId: request.id, kind: 'tasks-restored' } }), 1);
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const log = wordsOf(await dpo.get(`/requests/${request.reference}/events`));
    assert.match(log, /what owners answered from .* on is lost, and 2 tasks are asked again/);
    const tasks = wordsOf(await dpo.get(`/requests/${request.reference}/tasks`));
    assert.match(tasks, /CRM: delete Asked.*Asked again The desk was restored: an answer from .* is lost\./);
  });

  it('bring what follows from them back: a deletion that is said again is asked about when its backups are gone', async () => {
    assert.equal(await SystemTask.count({ where: { kind: 'backups' } }), 0);
    await answers(desk, request, 'CRM', { outcome: 'done', count: 3 });
    assert.equal(await SystemTask.count({ where: { kind: 'backups', state: 'planned' } }), 1);
    const [crm] = (await tasksOfRequest(desk, request)).filter(({ system }) => system === 'CRM');
    assert.equal(crm?.lostFrom, undefined);
  });

  it('leave every chain of the log whole', async () => {
    const { firstBroken } = JSON.parse(await command('audit verify --json', target));
    assert.equal(firstBroken, null);
  });
});
