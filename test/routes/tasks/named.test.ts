import assert from 'node:assert/strict';
import { OwnerLink } from '../../../models/ownerLink.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { addSystem } from '../../../models/system/save.ts';
import { unlockedTasksOf } from '../../../models/task/unlocked.ts';
import { SystemTask } from '../../../models/task.ts';
import { translator } from '../../../views/i18n.ts';
import { tasksPage } from '../../../views/tasks/show.ts';
import { appForTests, signedIn } from '../../support/app.ts';
import { deskForTests } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

describe('What the person named, in the tasks of their request', () => {
  const begun = async (intake: object) => {
    const desk = await deskForTests({ at: '2026-11-02T09:00:00Z' });
    const by = await staffMemberOf(desk, desk.organisation);
    for (const [name, words] of [
      ['Forum', ''],
      ['Shop', 'Open the order list.'],
    ] as const)
      await addSystem(
        desk,
        by,
        systemForm({
          ...{ name, ownerEmail: 'zoe@example.org', categories: ['orders'] },
          instructions: words ? { erasure: words, rectification: words } : {},
        }),
      );
    const request = await received(desk, desk.organisation, intake);
    await confirmIdentity(desk, by, { reference: request.reference }, { method: 'mailbox', note: '' });
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const place = `/requests/${request.reference}/tasks`;
    /** Sends the plan as it stands in the form, or with other words for one system. */
    const handOut = async (words: Record<string, string> = {}) => {
      const { text } = await dpo.get(place);
      const stands = [...text.matchAll(/name="(words-\d+)"[^>]*>([^<]*)</g)].map(([, name, said]) => [
        name,
        said,
      ]);
      const included = [...text.matchAll(/name="included" type="checkbox" value="(\d+)"/g)].map(
        ([, id]) => id,
      );
      return dpo.submit(place, { ...Object.fromEntries(stands), ...words, included });
    };
    const tasks = async () => {
      const link = await OwnerLink.findOne({ where: { email: 'zoe@example.org' }, rejectOnEmpty: true });
      const given = { tasks: await unlockedTasksOf(desk, link), token: 't', place: '', thanks: false };
      const { name, replyAddress, zone } = desk.organisation;
      const base = { t: translator('en'), language: 'en' as const };
      const { tasks } = tasksPage(base as never, { ...given, organisation: { name, replyAddress, zone } });
      return tasks.map(({ words, rows }) =>
        [words, rows.slice(0, 3).map(({ key, value }) => `${key}: ${value}`)].flat(),
      );
    };
    return { desk, dpo, place, handOut, tasks, request };
  };

  it('goes to the owners: whoever is to delete some of the data is not told to delete everything', async () => {
    const { dpo, place, handOut, tasks } = await begun({
      rights: ['erasure'],
      particulars: { erasure: { extent: 'some', which: 'My posts of 2019' } },
    });
    const plan = wordsOf(await dpo.get(place));
    assert.match(
      plan,
      /Forum: delete The owner also reads, below: Which data: My posts of 2019 Delete what is named below/,
    );
    assert.equal((await handOut()).status, 303);
    assert.match(
      wordsOf(await dpo.get(place)),
      /Delete what is named below of the data about this person, and nothing else/,
    );
    const [forum, shop] = await tasks();
    assert.match(
      String(forum),
      /^Delete what is named below .* nothing else\..*Which data: My posts of 2019/,
    );
    assert.match(
      String(shop),
      /^This is only about what is named below\.,Open the order list\..*Which data: My posts of 2019/,
    );
  });

  for (const [what, intake] of Object.entries({
    'a correction of which nobody said what is wrong': { rights: ['rectification'] },
    'a deletion of some of the data of which nobody said which': {
      rights: ['erasure'],
      particulars: { erasure: { extent: 'some' } },
    },
  }))
    it(`is what no task goes out without: ${what}`, async () => {
      const { handOut, request, tasks } = await begun(intake);
      const refused = await handOut();
      assert.equal(refused.status, 422);
      assert.match(
        wordsOf(refused),
        /The request does not name what is meant\. Say it here, or in the words of each task\./,
      );
      const planned = await SystemTask.findAll({ where: { requestId: request.id }, order: ['id'] });
      assert.ok(planned.every(({ state }) => state === 'planned'));
      assert.match(refused.text, /name="meant"[^>]*aria-describedby="[^"]*meant-error/);
      assert.equal((await handOut({ meant: 'Meyer, not Meier' })).status, 303);
      for (const words of await tasks()) assert.match(String(words), /\.,Meyer, not Meier/);
    });
});
