import assert from 'node:assert/strict';
import { addAnswerFiles } from '../../../models/answerDraft/addFiles.ts';
import { preparedFilesOf } from '../../../models/answerDraft/files.ts';
import { describeFile, releaseFile } from '../../../models/answerDraft/review.ts';
import type { By } from '../../../models/desk.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import { System } from '../../../models/system.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';

const text = (name: string, content: string) => ({
  name,
  mediaType: 'text/plain',
  content: Buffer.from(content),
});

describe('What a file is that was put into an answer', () => {
  let desk: TestDesk;
  let dpo: By;
  let request: SubjectRequest;
  const to = () => ({ reference: request.reference });
  beforeEach(async () => {
    desk = await deskForTests();
    dpo = await staffMemberOf(desk, desk.organisation);
    request = await received(desk, desk.organisation, { rights: ['access'] });
    await confirmIdentity(desk, dpo, to(), { method: 'mailbox', note: '' });
    await request.reload();
    await addAnswerFiles(desk, dpo, to(), { files: [text('calls.txt', 'Notes')] });
  });
  const file = async () => {
    const [found] = await preparedFilesOf(desk, request);
    assert.ok(found);
    return found;
  };
  const target = async () => {
    const { id, version } = await file();
    return { ...to(), file: id, version };
  };

  it('may be said, with the system that it comes from; what was decided about it, and by whom, stands', async () => {
    const shop = await addSystem(desk, dpo, systemForm({ name: 'Shop', ownerEmail: 'zoe@example.org' }));
    const copy = (await file()).copy?.id;
    await releaseFile(desk, dpo, await target(), { how: 'looked-at', copy });
    const before = await file();
    const colleague = await staffMemberOf(desk, desk.organisation);
    desk.clock.advance({ minutes: 5 });
    const meaning = '  Notes of\nour calls ';
    await describeFile(desk, colleague, await target(), { system: String(shop), meaning });
    const { system, described, decision, decidedBy, decidedAt, version } = await file();
    assert.deepEqual(
      [system, described?.meaning, version],
      ['Shop', 'Notes of our calls', before.version + 1],
    );
    assert.deepEqual([decision, decidedBy, decidedAt], ['looked-at', dpo.actor, before.decidedAt]);
    await System.update({ name: 'Webshop' }, { where: { id: shop } });
    assert.equal((await file()).system, 'Webshop', 'as it is called now');
    await System.destroy({ where: { id: shop } });
    assert.equal((await file()).system, 'Shop', 'as it was called');
    await describeFile(desk, dpo, await target(), {});
    assert.deepEqual((await file()).described, {});
  });

  it('is said by systems of its own organisation alone, and in one sentence', async () => {
    const elsewhere = await staffMemberOf(desk, await anotherOrganisation(desk));
    const theirs = await addSystem(
      desk,
      elsewhere,
      systemForm({ name: 'Shop', ownerEmail: 'zoe@example.org' }),
    );
    for (const system of [String(theirs), '0', 'x'])
      await assert.rejects(describeFile(desk, dpo, await target(), { system }), { code: 'system-missing' });
    const long = { meaning: 'a'.repeat(501) };
    await assert.rejects(describeFile(desk, dpo, await target(), long), { code: 'text-too-long' });
    const files = [text('more.txt', 'More')];
    await assert.rejects(addAnswerFiles(desk, dpo, to(), { files, described: long }), {
      code: 'text-too-long',
    });
    assert.equal((await preparedFilesOf(desk, request)).length, 1);
  });
});
