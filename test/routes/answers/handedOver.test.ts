import assert from 'node:assert/strict';
import { answerTokenOf } from '../../../models/answerPackage/link.ts';
import { Attachment } from '../../../models/attachment.ts';
import { OwnerLink } from '../../../models/ownerLink.ts';
import { answer } from '../../../models/subjectRequest/answer.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import { answerTask } from '../../../models/task/answerTask.ts';
import { handOut } from '../../../models/task/handOut.ts';
import { SystemTask } from '../../../models/task.ts';
import { openWithCode } from '../../support/answered.ts';
import { appForTests, type Browser, browser, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { ask, wordsOf } from '../../support/publicForm.ts';
import { staffMemberOf } from '../../support/requests.ts';
import { systemForm } from '../../support/systems.ts';
import { filesOfZip, savedFrom } from '../../support/zip.ts';

const NAMES = ['orders.csv', 'notes on others.txt'];

describe('Files that the owner of a system handed over', () => {
  let desk: TestDesk;
  let visitor: Browser;
  let request: SubjectRequest;
  let dpo: Awaited<ReturnType<typeof staffMemberOf>>;
  let ids: number[];
  beforeEach(async () => {
    desk = await deskForTests();
    visitor = browser(appForTests(desk));
    dpo = await staffMemberOf(desk, desk.organisation);
    const owned = { ownerEmail: 'zoe@example.org', categories: ['orders'] };
    await addSystem(desk, dpo, systemForm({ name: 'Shop: orders', ...owned }));
    ({ request } = await ask(visitor, { rights: ['access'] }));
    const target = { reference: request.reference };
    await confirmIdentity(desk, dpo, target, { method: 'question', note: '' });
    const task = await SystemTask.findOne({ where: { requestId: request.id }, rejectOnEmpty: true });
    await handOut(desk, dpo, target, { decided: { [task.id]: { words: '' } }, reason: '' });
    const link = await OwnerLink.findOne({ rejectOnEmpty: true });
    const files = NAMES.map((name) => ({ name, mediaType: 'text/plain', content: Buffer.from(name) }));
    await answerTask(desk, link, task.id, { outcome: 'done', count: 1 }, files);
    await request.reload();
    const rows = await Attachment.findAll({
      where: { requestId: request.id, purpose: 'task' },
      order: ['id'],
    });
    ids = rows.map(({ id }) => id);
  });
  const packed = async () => {
    await lettersGoOut(desk);
    const link = `/answers/${answerTokenOf(desk, request.id, request.version)}`;
    await openWithCode(desk, visitor, link);
    return filesOfZip((await savedFrom(visitor, `${link}/package`)).bytes);
  };

  it('are offered to the DPO one by one, none chosen; what is chosen goes into data/, under the system’s name', async () => {
    const staff = await signedIn(appForTests(desk), 'dpo');
    const address = `/requests/${request.reference}/answer`;
    const form = await staff.get(address);
    assert.match(wordsOf(form), /Files that colleagues handed over.*orders\.csv.*notes on others\.txt/);
    assert.doesNotMatch(form.text, /name="handedOver"[^>]*checked/);
    const rest = { incomplete: 'The rest is still to come.', followsOn: '2026-05-01' };
    const fields = { text: 'Here is all.', sending: 'mail', handedOver: String(ids[0]), ...rest };
    const sent = await staff.submit(address, fields, { action: address });
    assert.equal(sent.status, 303, wordsOf(sent));
    const files = await packed();
    assert.deepEqual(
      [...files.keys()].filter((path) => path.includes('/')),
      [
        'data/Shop_ orders/orders.csv',
        'data/Shop_ orders/orders.json',
        'schema/Shop_ orders/orders.json.schema.json',
        'schema/Shop_ orders/orders.csv.schema.json',
      ],
    );
    assert.equal(files.get('data/Shop_ orders/orders.csv')?.toString(), 'orders.csv');
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '');
    assert.equal(manifest.files[2].system, 'Shop: orders');
    assert.match(files.get('index.html')?.toString() ?? '', /<h3><bdi>Shop: orders<\/bdi><\/h3>/);
  });

  it('that belong to another request are refused beside their field, and nothing is answered', async () => {
    const other = (await ask(visitor, { rights: ['access'] })).request;
    await confirmIdentity(desk, dpo, other, { method: 'question', note: '' });
    await other.reload();
    const given = { text: 'Here.', files: [], nothingHeld: '', sending: { by: 'mail' as const } };
    await assert.rejects(answer(desk, dpo, other, { ...given, handedOver: [ids[0] ?? 0] }), {
      code: 'file-missing',
      field: 'handedOver',
    });
    assert.equal(await Attachment.count({ where: { requestId: other.id, purpose: 'answer' } }), 0);
  });
});
