import assert from 'node:assert/strict';
import { storeAttachments } from '../../../models/attachment/store.ts';
import { Attachment } from '../../../models/attachment.ts';
import { unsealJson } from '../../../models/crypto/keyring.ts';
import { Letter } from '../../../models/letter.ts';
import { OwnerLink } from '../../../models/ownerLink.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { keyOf } from '../../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { addSystem } from '../../../models/system/save.ts';
import { answerTask } from '../../../models/task/answerTask.ts';
import { handOut } from '../../../models/task/handOut.ts';
import { SystemTask } from '../../../models/task.ts';
import { openWithCode, tokenOf } from '../../support/answered.ts';
import { answer } from '../../support/answering.ts';
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
    const link = `/answers/${tokenOf(desk, await request.reload())}`;
    await openWithCode(desk, visitor, link);
    return filesOfZip((await savedFrom(visitor, `${link}/package`)).bytes);
  };

  it('keep the answer back until each was looked at, released or left out; what leaves goes into data/, under the system’s name', async () => {
    const staff = await signedIn(appForTests(desk), 'dpo');
    const address = `/requests/${request.reference}/answer`;
    const form = wordsOf(await staff.get(address));
    assert.match(form, /orders\.csv Shop: orders .* not looked at notes on others\.txt .* not looked at/);
    const rest = { incomplete: 'The rest is still to come.', followsOn: '2026-05-01' };
    const fields = { text: 'Here is all.', sending: 'mail', ...rest };
    const held = await staff.submit(address, fields, { action: address });
    assert.equal(held.status, 422);
    assert.match(
      wordsOf(held),
      /Nobody has looked at these files yet: orders\.csv \(Shop: orders\), notes on others\.txt \(Shop: orders\)\./,
    );
    const [orders, notes] = ids.map((id) => `${address}/files/${id}`);
    const looked = await staff.submit(
      orders ?? '',
      { release: 'looked-at' },
      { action: `${orders}/release` },
    );
    assert.equal(looked.status, 303, wordsOf(looked));
    const out = { reason: 'rights-of-others' };
    assert.equal((await staff.submit(notes ?? '', out, { action: `${notes}/left-out` })).status, 303);
    const sent = await staff.submit(address, fields, { action: address });
    assert.equal(sent.status, 303, wordsOf(sent));
    const files = await packed();
    const link = `/answers/${tokenOf(desk, await request.reload())}`;
    const page = await visitor.get(link);
    assert.match(wordsOf(page), /Your file .*orders\.csv \(Shop: orders\)/);
    const read = page.text.match(/href="(\/answers\/[^"]*\/read)"/)?.[1] ?? '';
    assert.match(wordsOf(await visitor.get(read)), /orders\.csv \(Shop: orders\)/);
    const letter = await Letter.findOne({ where: { kind: 'answer' }, rejectOnEmpty: true });
    const { enclosed } = unsealJson<{ enclosed: string }>(
      keyOf(desk, request),
      letter.data ?? Buffer.alloc(0),
    );
    assert.equal(enclosed, 'orders.csv (Shop: orders)');
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
    const index = files.get('index.html')?.toString() ?? '';
    assert.match(index, /<h3><bdi>Shop: orders<\/bdi><\/h3>/);
    assert.match(index, /Left out: one file, because of the rights of other people \(Art\. 15\(4\) GDPR\)\./);
    assert.doesNotMatch(index, /notes on others/);
  });

  it('do not hold back the answer to a right that is not answered with data: there they may be a proof', async () => {
    const other = (await ask(visitor, { rights: ['rectification'] })).request;
    await confirmIdentity(desk, dpo, other, { method: 'question', note: '' });
    await other.reload();
    const proof = { name: 'proof.txt', mediaType: 'text/plain', content: Buffer.from('Corrected') };
    await storeAttachments(keyOf(desk, other), other, 'task', [proof], desk.clock());
    await answer(desk, dpo, other, {
      text: 'Corrected.',
      nothingHeld: '',
      unconfirmed: 'Known to us',
      incomplete: 'The rest is still to come.',
      followsOn: '2026-05-01',
      sending: { by: 'mail' },
    });
    assert.equal(await Attachment.count({ where: { requestId: other.id, purpose: 'answer' } }), 0);
  });
});
