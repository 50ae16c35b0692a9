import assert from 'node:assert/strict';
import { Attachment } from '../../../models/attachment.ts';
import { changeOrganisation } from '../../../models/organisation/change.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { appForTests, type Browser, hiddenFieldsIn, signedIn } from '../../support/app.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { wordsOf } from '../../support/publicForm.ts';
import { deadlinesByClock, staffMemberOf } from '../../support/requests.ts';

let desk: TestDesk;
let dpo: Browser;

const POST = {
  channel: 'post',
  receivedOn: '2026-01-31',
  receivedTime: '',
  rights: ['erasure'],
  personName: 'Bo Example',
  about: 'Delete my account.',
};

async function open(): Promise<void> {
  desk = await deskForTests();
  dpo = await signedIn(appForTests(desk), 'dpo');
}

const send = (
  changes: Record<string, string | string[]> = {},
  files: { name: string; content: string }[] = [],
) =>
  dpo.submit(
    '/requests/new',
    { ...POST, ...changes },
    { files: files.map((file) => ({ field: 'files', ...file })) },
  );
const only = async () => {
  const all = await SubjectRequest.findAll();
  assert.equal(all.length, 1);
  return all[0] as SubjectRequest;
};

describe('Logging a request by hand', () => {
  beforeEach(open);

  it('of 31 January gives a reply by 2 March: 28 February is a Saturday', async () => {
    const answer = await send();
    const request = await only();
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.location, `/requests/${request.reference}`);
    const { reply } = await deadlinesByClock(request);
    assert.deepEqual(
      [reply?.nominalOn, reply?.dueOn, reply?.safeOn],
      ['2026-02-28', '2026-03-02', '2026-02-27'],
    );
    const { text } = await dpo.get(`/requests/${request.reference}`);
    assert.match(text, /Saturday 31 January 2026 \(only the day is known\)/);
    assert.match(text, /By Monday 2 March 2026/);
    assert.match(text, /That month has no day 31/);
  });

  it('keeps the moment in the time of the organisation', async () => {
    await send({ receivedTime: '23:30' });
    const { receivedAt, receivedOn, receivedByDay } = await only();
    assert.deepEqual(
      [receivedAt.toISOString(), receivedOn, receivedByDay],
      ['2026-01-31T22:30:00.000Z', '2026-01-31', false],
    );
  });

  it('of several rights makes linked requests, each with its own dates', async () => {
    const answer = await send({ rights: ['access', 'erasure'] });
    assert.equal((await SubjectRequest.findAll()).length, 2);
    const { text } = await dpo.get(String(answer.headers.location));
    assert.match(text, /Asked for together:[\s\S]*Erasure, <span class="numeric">R-/);
  });

  it('keeps the files, the postal address and whose data it is', async () => {
    const behalf = { behalfName: 'Cy Example', behalfRelation: 'Guardian', behalfAuthority: 'A judgment' };
    await send({ postalAddress: '1 Sample Street', ...behalf }, [
      { name: 'letter.txt', content: 'Dear all' },
    ]);
    const { text } = await dpo.get(`/requests/${(await only()).reference}`);
    for (const part of [
      '1 Sample Street',
      '<bdi>Cy Example</bdi>',
      '<bdi>Guardian</bdi>',
      '<bdi>A judgment</bdi>',
      'letter.txt',
      'By post',
    ])
      assert.ok(text.includes(part), part);
  });

  const faults = [
    [{ receivedOn: '2026-03-03' }, 'receivedOn', /must be in the past/],
    [{ receivedOn: '2026-03-02', receivedTime: '10:01' }, 'receivedOn', /must be in the past/],
    [{ receivedOn: '2026-02-31' }, 'receivedOn', /not a real date/],
    [{ receivedOn: '' }, 'receivedOn', /Give the day/],
    [{ receivedOn: '2025-10-26', receivedTime: '02:30' }, 'receivedTime', /occurs twice/],
    [{ receivedOn: '2025-03-30', receivedTime: '02:30' }, 'receivedTime', /does not exist/],
    [{ receivedTime: '25:00' }, 'receivedTime', /not a time of day/],
    [{ rights: [] }, 'rights', /Select at least one/],
    [{ rights: ['nonsense'] }, 'rights', /Select at least one/],
    [{ channel: 'form' }, 'channel', /how it arrived/],
    [{ personName: '' }, 'personName', /Enter the name/],
    [{ personName: 'x'.repeat(10_000) }, 'personName', /too long/],
    [{ email: 'not an address' }, 'email', /name@example\.org/],
    [{ behalfRelation: 'Guardian' }, 'behalfName', /whose data it is/],
    [{ language: 'xx' }, 'language', /Choose the language/],
  ] as const;
  for (const [changes, field, sentence] of faults) {
    it(`with ${JSON.stringify(changes).slice(0, 60)} is shown again, with the fault beside ${field}`, async () => {
      const { status, text } = await send(changes as Record<string, string>);
      assert.equal(status, 422);
      assert.equal(await SubjectRequest.count(), 0);
      const fault = new RegExp(`id="${field}-error">[\\s\\S]*?</p>`).exec(text)?.[0] ?? '';
      assert.match(fault, sentence);
      assert.ok(text.includes('Delete my account.'), 'what was written is there');
    });
  }

  it('over a year ago asks whether that is meant, keeps everything, and goes on when it is ticked', async () => {
    const first = await send({ receivedOn: '2025-03-01' }, [{ name: 'letter.txt', content: 'Dear all' }]);
    assert.equal(first.status, 422);
    assert.match(first.text, /This is over a year ago/);
    assert.match(first.text, /Kept from before: letter\.txt/);
    assert.equal(await SubjectRequest.count(), 0);
    const hidden = hiddenFieldsIn(first.text, '/requests/new');
    const again = dpo.post('/requests/new');
    const fields = {
      ...hidden,
      ...POST,
      rights: 'erasure',
      receivedOn: '2025-03-01',
      language: 'en',
      longAgo: 'yes',
    };
    for (const [name, value] of Object.entries(fields)) again.field(name, String(value));
    assert.equal((await again).status, 303);
    assert.equal((await only()).receivedOn, '2025-03-01');
    assert.equal(await Attachment.count(), 1);
    assert.equal(
      (await send({ receivedOn: '2025-03-02', personName: 'Cy Example' })).status,
      303,
      'a year ago to the day is not over a year',
    );
  });

  it('with a file past the limit is shown again with all that was written, also below the file', async () => {
    const hidden = await dpo.hiddenFields('/requests/new', '/requests/new');
    const sending = dpo.post('/requests/new');
    for (const [name, value] of Object.entries(hidden)) sending.field(name, String(value));
    sending.attach('files', Buffer.alloc(25 * 1024 * 1024 + 1), 'large.bin');
    for (const [name, value] of Object.entries({ ...POST, rights: 'erasure', language: 'en' }))
      sending.field(name, String(value));
    const { status, text } = await sending;
    assert.equal(status, 413);
    assert.match(text, /id="files-error">[\s\S]*?larger than 25 MB/);
    for (const written of [POST.about, POST.personName]) assert.ok(text.includes(written), written);
    assert.equal(await SubjectRequest.count(), 0);
  });

  it('twice with the same form makes one', async () => {
    const hidden = await dpo.hiddenFields('/requests/new');
    const fields = { ...hidden, ...POST, language: 'en' };
    const [first, second] = await Promise.all(
      [1, 2].map(() => dpo.post('/requests/new').type('form').send(fields)),
    );
    assert.deepEqual([first?.status, second?.status], [303, 303]);
    assert.equal(first?.headers.location, second?.headers.location);
    await only();
  });

  it('again from the page that Back shows, with something else in it, is told that nothing of it was taken', async () => {
    const fields = { ...(await dpo.hiddenFields('/requests/new', '/requests/new')), ...POST };
    const sendAs = (personName: string) =>
      dpo
        .post('/requests/new')
        .type('form')
        .send({ ...fields, personName });
    const first = await sendAs('Bo Example');
    assert.match(wordsOf(await dpo.get(first.headers.location ?? '')), /Logged as R-/);
    const again = await sendAs('Cy Example');
    assert.equal(again.headers.location, first.headers.location);
    const told = wordsOf(await dpo.get(again.headers.location ?? ''));
    assert.match(told, /This form was already logged, as R-.* Nothing was added or changed\./);
    assert.doesNotMatch(told, /Logged as R-|Cy Example/);
    assert.equal((await only()).personName, 'Bo Example');
  });

  it('takes 10,000 characters, emoji, right-to-left text and markup as they are', async () => {
    for (const about of [
      'é'.repeat(10_000),
      '🙂'.repeat(500),
      'مرحبا',
      '<script>{{x}}</script>',
      "'; DROP TABLE users; --",
    ]) {
      const answer = await send({ about, personName: `שלום <b>{{ ${about.length}` });
      assert.equal(answer.status, 303);
      const { text, status } = await dpo.get(String(answer.headers.location));
      assert.equal(status, 200);
      assert.ok(!text.includes('<script>{{'));
    }
  });

  it('before the policy was in effect says so beside the day', async () => {
    const by = await staffMemberOf(desk, desk.organisation);
    const { version, languages, ...rest } = desk.organisation.get();
    await changeOrganisation(desk, by, version, {
      ...rest,
      languages: languages.split(','),
      policy: 'gdpr-eu',
    });
    const { status, text } = await send({ receivedOn: '1990-01-01', longAgo: 'yes' });
    assert.equal(status, 422);
    assert.match(text, /id="receivedOn-error">[\s\S]*?(in effect|no holidays)/);
  });
});

describe('Logging a request of somebody who may have asked before', () => {
  beforeEach(open);

  it('first shows what there is, with links, as no fault and with everything kept', async () => {
    await send();
    const { reference } = await only();
    const page = await send({ personName: 'bo EXAMPLE' }, [{ name: 'letter.txt', content: 'Delete it' }]);
    assert.equal(page.status, 200);
    assert.doesNotMatch(page.text, /error-summary|is-faulty/);
    assert.match(page.text, new RegExp(`href="/requests/${reference}">Erasure, ${reference}<`));
    assert.match(
      wordsOf(page),
      /Perhaps the same person .* Open\. Received Saturday 31 January 2026\. Same name/,
    );
    assert.match(page.text, /Kept from before: letter\.txt/);
    await only();
    const hidden = hiddenFieldsIn(page.text, '/requests/new');
    const again = await dpo
      .post('/requests/new')
      .type('form')
      .send({ ...hidden, ...POST });
    assert.equal(again.status, 303);
    assert.equal(await SubjectRequest.count(), 2);
  });

  it('asks nobody twice, and says nothing where the name is another', async () => {
    await send();
    assert.equal((await send({ personName: 'Cy Example' })).status, 303);
  });
});
