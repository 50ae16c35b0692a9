import assert from 'node:assert/strict';
import { may, type Task } from '../../domain/permissions.ts';
import { type Address, addressesOf } from '../support/addresses.ts';
import { appForTests, type Browser, browser, signedIn, type TestApp } from '../support/app.ts';
import { contentsOf } from '../support/contents.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../support/desk.ts';
import { type Place, placeOf } from '../support/place.ts';
import { latestLetter } from '../support/publicForm.ts';

/** What an address names, by the parameter, and for a token or a file by what stands before it. */
const NAMED: Record<string, keyof Place | ((place: Place) => string)> = {
  reference: ({ request }) => request.reference,
  user: 'user',
  row: 'row',
  category: 'category',
  letter: 'letter',
  absence: 'absence',
  system: 'system',
  task: 'task',
  link: 'ownerLink',
  'tasks token': 'tasksToken',
  'status token': 'statusToken',
  'status letter': 'receipt',
  'sent token': 'statusToken',
  'confirm token': 'mailboxToken',
  'answers token': 'answerToken',
  'transmissions token': 'transmissionToken',
  'requests file': 'brought',
  'answers file': 'handedOut',
  enclosure: 'enclosure',
  'ask file': 'drafted',
};
/** These name a day, a clock of a policy, a policy or a section of an answer, which are nobody's; the links of accounts and calendars are their owner's. */
const NOBODYS: Record<string, string> = {
  on: '2026-03-06',
  clock: 'reply',
  pack: 'gdpr-eu@2016',
  policy: 'gdpr-eu',
  section: 'rights',
  'first token': 'x',
  'calendar token': 'x',
  'invitation token': 'x',
  'typed token': 'typed',
};

/** Fills a form so far that nothing but the wrong organisation stands in its way. */
const FIELDS = {
  version: '1',
  postedOn: '2026-03-02',
  proof: 'Receipt 1',
  sending: 'post',
  role: 'reader',
  text: 'Words',
  message: 'Words',
  note: 'Words',
  code: '123456',
  outcome: 'done',
};

let desk: TestDesk;
let app: TestApp;
let addresses: Address[];
let ours: Place;
let theirs: Place;

describe('An address with what belongs to another organisation in it', function () {
  this.timeout(120_000);
  before(async () => {
    desk = await deskForTests();
    ({ app, addresses } = addressesOf(() => appForTests(desk)));
    ours = await placeOf(desk, desk.organisation);
    theirs = await placeOf(desk, await anotherOrganisation(desk));
  });

  it('is not there, whichever part of it is the other’s; and nothing is written', async () => {
    const agents = await everybody();
    const before = await contentsOf(desk);
    const asked: string[] = [];
    for (const address of addresses)
      for (const crossed of crossings(address))
        for (const base of basesOf(address)) {
          const path = pathFor(address, base, (name) => (crossed.includes(name) ? theirs : ours));
          const { status } = await askFor(agents, address, path);
          asked.push(`${address.method} ${path}`);
          assert.equal(status, EXPECTED[address.path] ?? 404, `${address.method} ${path}`);
        }
    assert.ok(asked.length > 100, `${asked.length} were asked`);
    assert.equal(await contentsOf(desk), before);
  });

  it('is there with our own in it, so that nothing else made it a 404', async () => {
    const agents = await everybody();
    const lost: string[] = [];
    for (const address of lastingFirst(addresses.filter((each) => crossings(each).length > 0)))
      for (const base of basesOf(address)) {
        const path = pathFor(address, base, () => ours);
        const { status } = await askFor(agents, address, path);
        if ((status === 404 && !OF_PICTURES.test(address.path)) || status === 403)
          lost.push(`${address.method} ${path}: ${status}`);
      }
    assert.deepEqual(lost, []);
  });
});

/** An owner's link ends with the request, or once it was renewed: it is asked for before the acts that do so. */
const lastingFirst = (all: Address[]): Address[] => [
  ...all.filter(({ path }) => path.includes('/tasks/:token')),
  ...all.filter(({ path }) => !path.includes('/tasks/:token')),
];

/** The file here is a text, which no page shows as a picture. */
const OF_PICTURES = /\/picture$/;

/** A file of another form is not taken out, which is all that is to be said. */
const EXPECTED: Record<string, number> = { '/o/:organisation/ask/files/:file/removal': 303 };

type Everybody = Record<'dpo' | 'administrator' | 'visitor', { agent: Browser; _csrf: string }>;

async function everybody(): Promise<Everybody> {
  const staff = async (role: 'dpo' | 'administrator') => {
    const agent = await signedIn(app, role);
    return { agent, _csrf: String((await agent.hiddenFields('/settings/organisation'))._csrf) };
  };
  const visitor = browser(app);
  const _csrf = String((await visitor.hiddenFields('/ask'))._csrf);
  visitor.jar.setCookie(`draft=${ours.draft}`, '127.0.0.1', '/');
  for (const base of ['', `/o/${ours.organisation.slug}`]) await openAnswer(visitor, base);
  return {
    dpo: await staff('dpo'),
    administrator: await staff('administrator'),
    visitor: { agent: visitor, _csrf },
  };
}

/** The person reads their own answer, with the code from their mailbox. */
async function openAnswer(visitor: Browser, base: string): Promise<void> {
  const path = `${base}/answers/${ours.answerToken}`;
  await visitor.submit(path);
  const { code } = await latestLetter(desk, 'answer-code');
  assert.equal((await visitor.submit(`${path}/code`, { code: code ?? '' })).status, 303);
}

function askFor(agents: Everybody, { method, permission }: Address, path: string) {
  const who = permission === 'anyone' ? 'visitor' : may('dpo', permission as Task) ? 'dpo' : 'administrator';
  const { agent, _csrf } = agents[who];
  if (method === 'get') return agent.get(path);
  return agent
    .post(path)
    .type('form')
    .send({ ...FIELDS, _csrf });
}

/** Each way to put something of the other's in: one part, another, all. */
function crossings(address: Address): string[][] {
  const names = namesIn(address).filter((name) => name in NAMED);
  const sets = Array.from({ length: 2 ** names.length }, (_, set) =>
    names.filter((_name, nth) => set & (2 ** nth)),
  );
  return sets.filter((set) => set.length > 0);
}

/** What the parameters of an address are called here: `answers token`, `requests file`. */
const namesIn = ({ path }: Address): string[] =>
  [...path.matchAll(/:(\w+)/g)]
    .map(([, name = '']) => fullName(path, name))
    .filter((name) => name !== 'organisation');

function fullName(path: string, name: string): string {
  if (name === 'letter' && path.includes('/status/')) return 'status letter';
  if (name !== 'token' && name !== 'file') return name;
  const rooms = path.split('/').filter((part) => part && !part.startsWith(':') && part !== 'o');
  const before = path
    .slice(0, path.indexOf(`:${name}`))
    .split('/')
    .filter((part) => rooms.includes(part));
  return `${name === 'file' ? before[0] : before.at(-1)} ${name}`;
}

/** Where an organisation's public pages are: under its short name, and for the first also at the root. */
const basesOf = ({ path }: Address): string[] =>
  path.startsWith('/o/:organisation') ? ['', `/o/${ours.organisation.slug}`] : [''];

function pathFor({ path }: Address, base: string, whose: (name: string) => Place): string {
  return path.replace(/^\/o\/:organisation/, base).replace(/:(\w+)/g, (_, short: string) => {
    const name = fullName(path, short);
    const named = NAMED[name];
    const value =
      typeof named === 'function' ? named(whose(name)) : named ? whose(name)[named] : NOBODYS[name];
    assert.ok(value, `nothing to put in for ${name} in ${path}`);
    return encodeURIComponent(String(value));
  });
}
