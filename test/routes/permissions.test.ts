import assert from 'node:assert/strict';
import supertest from 'supertest';
import { may, ROLES, type Task } from '../../domain/permissions.ts';
import { Attachment } from '../../models/attachment.ts';
import { addressesOf } from '../support/addresses.ts';
import { appForTests, signedIn, type TestApp } from '../support/app.ts';
import { deskForTests } from '../support/desk.ts';

type Layer = {
  route?: { path: string; methods: Record<string, boolean>; stack: { handle: { permission?: string } }[] };
  handle: { stack?: Layer[] };
  matchers?: unknown;
};
type Leaf = { methods: string[]; permissions: (string | undefined)[]; path: string };

describe('Every address of the desk', () => {
  let app: TestApp;
  before(async () => {
    app = appForTests(await deskForTests());
  });

  it('asks for a permission before all else, and once', () => {
    const leaves = leavesOf((app as unknown as { router: { stack: Layer[] } }).router.stack);
    assert.ok(leaves.length > 15);
    for (const { path, permissions } of leaves) {
      assert.ok(permissions[0], `${path} asks for no permission first`);
      assert.equal(permissions.filter(Boolean).length, 1, `${path} asks for several permissions`);
    }
  });

  it('is read or posted to, and nothing else', () => {
    const methods = leavesOf((app as unknown as { router: { stack: Layer[] } }).router.stack).flatMap(
      (leaf) => leaf.methods,
    );
    assert.deepEqual([...new Set(methods)].sort(), ['get', 'post']);
  });

  it('ignores the organisation of a form only to log out and to change organisation', () => {
    const { addresses } = addressesOf(() => appForTests(app.desk));
    assert.deepEqual(
      addresses
        .filter(({ permission, method }) => permission === 'signed-in' && method === 'post')
        .map(({ path }) => path),
      ['/sessions/end', '/sessions/organisation'],
    );
  });

  const staffPages: [string, Task][] = [
    ['/settings/organisation', 'read-settings'],
    ['/settings/organisation/users', 'manage-users'],
    ['/settings/doctor', 'examine-desk'],
    ['/settings/policies', 'read-policies'],
    ['/settings/dates', 'correct-receipt'],
    ['/settings/policies/gdpr-eu@2016', 'read-policies'],
  ];
  for (const [path] of staffPages) {
    it(`leads from ${path} to the log-in without a session, and remembers where to go back`, async () => {
      const answer = await supertest(app).get(path);
      assert.equal(answer.status, 303);
      assert.equal(answer.headers.location, `/sessions/new?to=${encodeURIComponent(path)}`);
    });
  }

  it('leads a form sent without a session to the log-in', async () => {
    const answer = await supertest(app).post('/settings/organisation').type('form').send({ name: 'x' });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, '/sessions/new');
  });

  it('shows what was written in a form whose log-in has run out, and does nothing', async () => {
    const answer = await supertest(app)
      .post('/requests/R-0000-0000/answer')
      .type('form')
      .send({ text: 'A long answer, two hours of work' });
    assert.equal(answer.status, 403);
    assert.match(answer.text, /A long answer, two hours of work/);
  });

  it('shows it also when files went with it, and keeps none of them', async () => {
    const answer = await supertest(app)
      .post('/requests/R-0000-0000/answer')
      .field('text', 'A long answer, two hours of work')
      .attach('files', Buffer.alloc(100_000, 'x'), 'package.zip');
    assert.equal(answer.status, 403);
    assert.match(answer.text, /A long answer, two hours of work/);
    assert.equal(await Attachment.count(), 0);
  });

  for (const role of ROLES) {
    it(`shows a ${role} what the role may see, and 403 elsewhere`, async () => {
      const agent = await signedIn(app, role);
      for (const [path, task] of staffPages) {
        const { status, text } = await agent.get(path);
        if (may(role, task)) assert.ok([200, 404].includes(status), `${path}: ${status}`);
        else {
          assert.equal(status, 403, path);
          assert.match(text, /does not have the permission/);
        }
      }
    });
  }
});

function leavesOf(layers: Layer[], found: Leaf[] = []): Leaf[] {
  for (const { route, handle } of layers) {
    if (route) {
      const permissions = route.stack.map((layer) => layer.handle.permission);
      found.push({ path: route.path, methods: Object.keys(route.methods), permissions });
    } else if (handle.stack) leavesOf(handle.stack, found);
  }
  return found;
}
