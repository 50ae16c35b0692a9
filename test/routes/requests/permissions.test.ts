import assert from 'node:assert/strict';
import { shapeOf, VERB_NAMES, VERBS } from '../../../domain/lifecycle/verbs.ts';
import { may, ROLES } from '../../../domain/permissions.ts';
import type { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, browser, signedIn } from '../../support/app.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';

/** What each form carries, whatever its verb. */
const OF_EVERY_FORM = ['_csrf', 'version', 'seen', 'files', 'kept', 'letterShown', 'lang', 'go'];

let desk: TestDesk;
let request: SubjectRequest;

const paths = (verb: (typeof VERB_NAMES)[number], { reference } = request) =>
  `/requests/${reference}/${VERBS[verb].path.replace(':clock', 'reply')}`;

describe('The addresses of requests', () => {
  beforeEach(async () => {
    desk = await deskForTests();
    request = await received(desk, desk.organisation);
  });

  for (const role of ROLES) {
    it(`let a ${role} do what the role may, and answer 403 to the rest`, async () => {
      const agent = await signedIn(appForTests(desk), role);
      const read = may(role, 'read-requests') ? 200 : 403;
      for (const path of [
        '/requests',
        `/requests/${request.reference}`,
        `/requests/${request.reference}/events`,
        `/people/${request.reference}`,
      ])
        assert.equal((await agent.get(path)).status, read, path);
      assert.equal((await agent.get('/requests/new')).status, may(role, 'log-request') ? 200 : 403);
      const _csrf = await tokenOf(agent);
      for (const verb of VERB_NAMES) {
        const { status } = await agent.post(paths(verb)).type('form').send({ _csrf });
        assert.equal(status === 403, !may(role, VERBS[verb].action), `${role}, ${verb}: ${status}`);
        assert.ok(status === 403 || status === 409 || status === 422, `${verb}: ${status}`);
      }
    });
  }

  it('show a reader no verb', async () => {
    const reader = await signedIn(appForTests(desk), 'reader');
    const { text } = await reader.get(`/requests/${request.reference}`);
    assert.match(text, /There is nothing for you to do here/);
    assert.ok(!text.includes('class="disclosure"') && !text.includes('class="undo"'));
    assert.ok(!(await reader.get('/requests')).text.includes('href="/requests/new"'));
  });

  it('ask for no field that the table of verbs does not name: what a form asks is read', async () => {
    const dpo = await signedIn(appForTests(desk), 'dpo');
    let asked = 0;
    for (const verb of VERB_NAMES.filter((name) => name !== 'note')) {
      const { status, text } = await dpo.get(paths(verb));
      assert.ok(status === 200 || status === 409, `${verb}: ${status}`); // a label without words is a fault here
      const form = text.split('<form').find((part) => part.includes(`action="${paths(verb)}"`)) ?? '';
      const names = [...form.matchAll(/ name="([^"]+)"/g)].map(([, name = '']) => name);
      asked += names.length;
      assert.deepEqual(
        names.filter((name) => !OF_EVERY_FORM.includes(name) && !shapeOf(verb).fields.includes(name)),
        [],
        verb,
      );
    }
    assert.ok(asked > 100, `${asked} fields were seen`);
  });

  it('do not let a form pass that no page of ours made', async () => {
    const dpo = await signedIn(appForTests(desk), 'dpo');
    for (const verb of VERB_NAMES) {
      const { status } = await dpo.post(paths(verb)).type('form').send({ version: '1' });
      assert.equal(status, 403, verb);
    }
    assert.equal((await dpo.post('/requests/new').type('form').send({})).status, 403);
  });

  it('are not there for another organisation, one by one', async () => {
    const theirs = await received(desk, await anotherOrganisation(desk));
    const dpo = await signedIn(appForTests(desk), 'dpo');
    const _csrf = await tokenOf(dpo);
    for (const verb of VERB_NAMES) {
      const path = paths(verb, theirs);
      assert.equal((await dpo.get(path)).status, 404, `GET ${path}`);
      const { status } = await dpo.post(path).type('form').send({ _csrf, version: theirs.version });
      assert.equal(status, 404, `POST ${path}`);
    }
  });

  it('lead to the log-in without a session', async () => {
    const nobody = browser(appForTests(desk));
    for (const path of ['/requests', '/requests.csv', '/requests/new', `/requests/${request.reference}`]) {
      const { status, headers } = await nobody.get(path);
      assert.deepEqual([status, headers.location], [303, `/sessions/new?to=${encodeURIComponent(path)}`]);
    }
  });
});

/** The token of any form that this user sees. */
async function tokenOf(agent: Browser): Promise<string> {
  return String((await agent.hiddenFields('/settings/policies'))._csrf);
}
