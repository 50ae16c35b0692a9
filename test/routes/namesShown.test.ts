import assert from 'node:assert/strict';
import { Attachment } from '../../models/attachment.ts';
import { sealJson } from '../../models/crypto/keyring.ts';
import { Organisation } from '../../models/organisation.ts';
import { assign } from '../../models/subjectRequest/assignment.ts';
import { leaveNote } from '../../models/subjectRequest/note.ts';
import { detailsOf, keyOf, sealDetails } from '../../models/subjectRequest/sealed.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { inviteUser } from '../../models/user/invite.ts';
import { User } from '../../models/user.ts';
import { appForTests, type Browser, browser, signedIn, userWith } from '../support/app.ts';
import { deskForTests, type TestDesk } from '../support/desk.ts';
import { ask, latestLetter, pathOf } from '../support/publicForm.ts';

/** Two names as a desk may hold them from before names were looked at: one turns what follows it, one is written from right to left. */
const TURNING = 'Ada \u202eelpmaxE\u2067';
const HEBREW = 'דנה כהן';

const TURNS = /[\u202a-\u202e\u2066\u2067]/;
/** What keeps a name apart from what stands beside it. */
const APART = [
  /<bdi[^>]*>[^<]*<\/bdi>/g,
  /<(blockquote|p) class="[^"]*as-typed">[^<]*<\/\1>/g,
  /<(textarea|title|option|label|button|th|h1)[^>]*>[^<]*<\/\1>/g,
  /\u2068[^\u2068\u2069]*\u2069/g,
  /<[^>]*>/g, // within an attribute
];

let desk: TestDesk;
let dpo: Browser;
let visitor: Browser;
let request: SubjectRequest;
let status: string;

/** A request, its file, its handler and its organisation are all called so. */
async function openWith(name: string): Promise<void> {
  desk = await deskForTests();
  const app = appForTests(desk);
  visitor = browser(app);
  const files = [{ name: 'one.txt', content: '1' }];
  const behalf = { behalf: 'other', otherName: 'Bo', relation: 'mother' };
  const asked = await ask(visitor, { files, behalf, about: 'All of it' });
  request = asked.request;
  status = `/status/${asked.token}`;
  const handler = await userWith(desk, 'handler');
  dpo = await signedIn(app, 'dpo');
  const { id } = await User.findOne({ where: { email: 'dpo@example.org' }, rejectOnEmpty: true });
  const by = { organisationId: desk.organisation.id, actor: `user:${id}`, role: 'dpo' } as const;
  await assign(desk, by, { reference: request.reference }, handler.id);
  await leaveNote(desk, by, { reference: request.reference }, { text: 'A note' });
  await inviteUser(desk, by, { email: 'new@example.org', role: 'reader' });
  await rename(name);
}

async function rename(name: string): Promise<void> {
  const key = keyOf(desk, request);
  const { behalf, ...details } = detailsOf(desk, request);
  const renamed = { ...details, customerNumber: name, postalAddress: name, behalf: { relation: name, name } };
  await request.update({ personName: name, details: sealDetails(key, renamed) });
  await Attachment.update(
    { data: sealJson(key, { name: `${name}.txt`, mediaType: 'text/plain' }) },
    { where: { requestId: request.id, purpose: 'request' } },
  );
  await User.update({ name }, { where: {} });
  await Organisation.update({ name, authority: name, postalAddress: name }, { where: {} });
}

/** Every page on which one of them may stand. */
async function pages(): Promise<[path: string, text: string][]> {
  const of = `/requests/${request.reference}`;
  const desks = [
    '/requests',
    '/requests?view=all',
    of,
    `${of}/events`,
    `${of}/assignment`,
    `${of}/message`,
    '/requests/new',
    '/settings/organisation',
    '/settings/organisation/users',
    '/settings/dates',
    '/settings/policies',
    '/settings/outbox',
    '/settings/outbox/1',
    '/settings/outbox/2',
  ];
  const invitation = pathOf((await latestLetter(desk, 'invitation')).links.invitation);
  const ours = [
    '/',
    '/ask',
    '/ask/who',
    '/status',
    status,
    `${status}/${request.reference}/message`,
    invitation,
  ];
  const read = async (who: Browser, path: string): Promise<[string, string]> => {
    const answer = await who.get(path);
    assert.ok([200, 303].includes(answer.status), `${path} answers ${answer.status}`);
    return [path, answer.text];
  };
  return Promise.all([...desks.map((path) => read(dpo, path)), ...ours.map((path) => read(visitor, path))]);
}

describe('A name on a page', () => {
  it('turns the direction of nothing that stands after it, also where it was kept before names were looked at', async () => {
    await openWith(TURNING);
    for (const [path, text] of await pages()) assert.doesNotMatch(text, TURNS, path);
    const { text } = await dpo.get('/requests.csv?view=all');
    assert.doesNotMatch(text, TURNS);
    assert.match(text, /,Ada elpmaxE,/);
  });

  it('that is written from right to left is set apart from what stands beside it', async () => {
    await openWith(HEBREW);
    let seen = 0;
    for (const [path, text] of await pages()) {
      seen += text.split(HEBREW).length - 1;
      const bare = APART.reduce((left, pattern) => left.replace(pattern, ''), text);
      const at = bare.search(/[\u0590-\u05ff]/);
      assert.equal(at, -1, `${path}: ${bare.slice(Math.max(0, at - 120), at + 60)}`);
    }
    assert.ok(seen > 60, `${seen} times`);
  });

  it('in a letter turns nothing either', async () => {
    await openWith(TURNING);
    const { wordsOf } = await import('../../views/letters/wordsOf.ts');
    for (const kind of ['receipt', 'invitation']) {
      const { subject, text } = wordsOf(await latestLetter(desk, kind));
      assert.doesNotMatch(subject + text, TURNS);
      assert.match(text, /Ada elpmaxE/);
    }
  });
});
