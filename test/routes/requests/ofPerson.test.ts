import assert from 'node:assert/strict';
import { byPerson } from '../../../models/desk.ts';
import { Event } from '../../../models/event.ts';
import { Letter } from '../../../models/letter.ts';
import type { Organisation } from '../../../models/organisation.ts';
import { PersonLink } from '../../../models/personLink.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { leaveMessage } from '../../../models/subjectRequest/message.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { TextPrint } from '../../../models/textPrint.ts';
import { anotherOrganisation } from '../../support/desk.ts';
import { lettersGoOut } from '../../support/post.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { type RequestAtHand, requestAtHand } from './requestAtHand.ts';

let at: RequestAtHand;
let organisation: Organisation;
const person = async () => (await at.dpo.get(`/people/${at.request.reference}`)).text;
const from = (name: string, email: string, customerNumber = '', about = '') =>
  received(at.desk, organisation, { person: { name, email }, details: { about, customerNumber } });
const say = (other: string, as: string) => at.form('person/relation', { other, as });

describe('The page of a person', () => {
  beforeEach(async () => {
    at = await requestAtHand();
    organisation = { id: at.request.organisationId } as Organisation;
  });

  it('has all their requests, letters and messages in this organisation, and nobody else’s', async () => {
    const again = await from('A. Example', 'ADA@example.org');
    const stranger = await from('Bo Other', 'bo@example.org');
    const theirs = await received(at.desk, await anotherOrganisation(at.desk));
    await leaveMessage(
      at.desk,
      byPerson(organisation.id),
      { reference: again.reference },
      { text: 'And?', files: [] },
    );
    await lettersGoOut(at.desk);
    const text = await person();
    assert.match(text, /2 requests in this organisation/);
    assert.match(text, /same email address/);
    assert.match(text, new RegExp(`/requests/${again.reference}#messages`));
    assert.match(text, new RegExp(`/requests/${again.reference}/letters/\\d+`));
    assert.match(text, /Deletion: 2 requests, 0 days apart\.|: 2 requests, 0 days apart\./);
    for (const { reference } of [stranger, theirs]) assert.ok(!text.includes(reference), reference);
  });

  it('suggests what may be the same request with its reasons; “not the same” takes it away, and undo brings it back', async () => {
    const { reference } = await from('Ada Example', 'ada@example.org');
    assert.match(
      await person(),
      /Perhaps the same request: same email address, same name[^.]* and same right, both open/,
    );
    assert.equal((await say(reference, 'not-same')).status, 303);
    assert.doesNotMatch(await person(), /Perhaps the same request/);
    assert.match(await person(), /1 request|One request/);
    assert.ok(!(await at.html()).includes(`href="/requests/${reference}"`), 'no hint on the request page');
    assert.equal((await say(reference, 'undo')).status, 303);
    assert.match(await person(), /Perhaps the same request/);
    assert.ok((await at.html()).includes(`href="/requests/${reference}"`));
  });

  it('suggests what strangers wrote in nearly the same words, in this organisation alone, from prints that hold no words', async () => {
    const letter = (name: string) =>
      `Under Article 15 I ask you for a copy of all personal data that you hold about me, for the purposes of their use, for those who received them, for how long you keep them and where you have them from. Yours, ${name}`;
    const mine = await from('Cy One', 'cy@example.org', '', letter('Cy One'));
    const theirs = await from('Di Two', 'di@example.org', '', letter('Di Two'));
    const elsewhere = await received(at.desk, await anotherOrganisation(at.desk), {
      person: { name: 'Ed Three', email: 'ed@example.org' },
      details: { about: letter('Ed Three') },
    });
    const { text } = await at.dpo.get(`/people/${mine.reference}`);
    assert.match(text, new RegExp(`${theirs.reference}[^]*Perhaps the same request: nearly the same words`));
    assert.ok(!text.includes(elsewhere.reference));
    const prints = await TextPrint.findAll({ where: { requestId: mine.id } });
    assert.equal(prints.length, 8);
    assert.ok(prints.every(({ print }) => /^[0-7]:[0-9a-z]+-[0-9a-z]+$/.test(print)));
  });

  it('links another request by its reference, in the log of both, once', async () => {
    const other = await from('Ada Maiden-Name', 'maiden@example.org');
    assert.equal((await say(other.reference.toLowerCase(), 'same')).status, 303);
    assert.match(await person(), /linked by a colleague/);
    for (const { id } of [at.request, other])
      assert.equal(await Event.count({ where: { requestId: id, kind: 'related' } }), 1);
    await at.refused(
      'person/relation',
      { other: other.reference, as: 'same' },
      'as',
      /said of the two already/,
    );
    const there = (await at.dpo.get(`/people/${other.reference}`)).text;
    assert.match(there, /linked by a colleague/);
  });

  it('links neither a request with itself nor with one of another organisation', async () => {
    const theirs = await received(at.desk, await anotherOrganisation(at.desk));
    await at.refused(
      'person/relation',
      { other: at.request.reference, as: 'same' },
      'other',
      /the request itself/,
    );
    await at.refused(
      'person/relation',
      { other: theirs.reference, as: 'same' },
      'other',
      /There is no request/,
    );
    assert.equal(await PersonLink.count(), 0);
  });

  it('what is said of two moves nothing between a verified and an unverified one, nor a letter under way', async () => {
    const by = await staffMemberOf(at.desk, organisation);
    const sure = await from('Ada Example', 'maiden@example.org', 'C-1', 'My invoices');
    await confirmIdentity(at.desk, by, { reference: sure.reference }, { method: 'log-in', note: '' });
    const columns = async () => {
      const { version: _, ...row } = (await at.request.reload()).get({ plain: true });
      return row;
    };
    const letters = () =>
      Letter.findAll({ attributes: ['id', 'requestId', 'state', 'lastError'], order: ['id'], raw: true });
    const [before, waiting] = [await columns(), await letters()];
    assert.ok(waiting.some(({ state }) => state === 'queued'));
    for (const as of ['same', 'not-same', 'undo']) {
      await say(sure.reference, as);
      assert.deepEqual([await columns(), await letters()], [before, waiting], as);
    }
    assert.equal((await SubjectRequest.findByPk(at.request.id))?.identityConfirmedAt, null);
  });
});
