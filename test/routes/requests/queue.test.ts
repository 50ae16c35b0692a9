import assert from 'node:assert/strict';
import { Membership } from '../../../models/membership.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { anotherOrganisation } from '../../support/desk.ts';
import { received, staffMemberOf } from '../../support/requests.ts';
import { type QueueAtHand, queueAtHand, referencesIn } from './queueAtHand.ts';

let queue: QueueAtHand;

describe('The queue', () => {
  beforeEach(async () => {
    queue = await queueAtHand();
  });

  it('comes by the next deadline; newest and oldest by receipt', async () => {
    const first = await received(queue.desk, queue.organisation);
    await queue.at('2026-03-05T09:00:00Z');
    const second = await received(queue.desk, queue.organisation);
    assert.deepEqual(await queue.references(), [first.reference, second.reference]);
    assert.deepEqual(await queue.references('?sort=newest'), [second.reference, first.reference]);
    assert.deepEqual(await queue.references('?sort=oldest'), [first.reference, second.reference]);
  });

  it('has what closed last first under closed, whatever order was asked of the other views', async () => {
    const [first, second] = [
      await received(queue.desk, queue.organisation),
      await received(queue.desk, queue.organisation),
    ];
    const by = await staffMemberOf(queue.desk, queue.organisation);
    await withdraw(queue.desk, by, { reference: second.reference }, { reason: '' });
    queue.desk.clock.advance({ hours: 1 });
    await withdraw(queue.desk, by, { reference: first.reference }, { reason: '' });
    for (const query of ['?view=closed', '?view=closed&sort=deadline'])
      assert.deepEqual(await queue.references(query), [first.reference, second.reference], query);
    assert.match(await queue.rowOf(first), /Closed 2 Mar 2026/);
    assert.match((await queue.dpo.get('/requests?view=closed')).text, />Ended<\/th><th scope="col">Outcome</);
  });

  it('is filtered by colleagues who have accepted: nobody else can be given a request', async () => {
    const { userId } = await staffMemberOf(queue.desk, queue.organisation, 'handler');
    const offered = async () =>
      (await queue.dpo.get('/requests/filters')).text.includes(`<option value="${userId}"`);
    assert.equal(await offered(), true);
    await Membership.update({ acceptedAt: null }, { where: { userId } });
    assert.equal(await offered(), false);
  });

  it('says in one sentence what the day asks for', async () => {
    const sentence = async () => /agenda[^>]*>([^<]+)</.exec((await queue.dpo.get('/requests')).text)?.[1];
    assert.equal(await sentence(), 'Nothing is overdue, and nothing is due within seven days.');
    for (const day of ['2026-01-26', '2026-02-02', '2026-02-02', '2026-02-05', '2026-02-20'])
      await received(queue.desk, queue.organisation, {
        channel: 'post',
        person: { name: 'Bo' },
        received: { at: new Date(`${day}T09:00:00Z`) },
      });
    assert.equal(await sentence(), '1 overdue, 2 due today, 1 within seven days.');
  });

  it('names the client before their representative, and finds both', async () => {
    const behalf = { name: 'Cy Örjan', relation: 'My client' };
    const request = await received(queue.desk, queue.organisation, { details: { about: '', behalf } });
    const words = (await queue.rowOf(request)).replace(/<[^>]*>|[\u2066-\u2069]/g, ' ').replace(/\s+/g, ' ');
    assert.match(words, /Cy Örjan asked for by Ada Example/);
    for (const q of ['oerjan', 'ada'])
      assert.deepEqual(await queue.references(`?q=${q}`), [request.reference], q);
  });

  it('says to who may move dates that corrected rules would, until they have looked', async () => {
    const { reference } = await received(queue.desk, queue.organisation);
    const notice = async () =>
      (await queue.dpo.get('/requests')).text.includes('/settings/dates">See what would change');
    assert.equal(await notice(), false);
    await SubjectRequest.update({ edition: 1 }, { where: { reference } });
    assert.equal(await notice(), true);
    await queue.dpo.submit('/settings/dates', {}, { action: '/settings/dates/application' });
    assert.equal(await notice(), false);
  });

  it('shows each request once over its pages', async () => {
    const made = new Set<string>();
    for (let number = 0; number < 53; number += 1)
      made.add(
        (
          await received(queue.desk, queue.organisation, {
            channel: 'phone',
            person: { name: `Person ${number}` },
          })
        ).reference,
      );
    const { text } = await queue.dpo.get('/requests');
    const next = /href="(\/requests\?after=[^"]+)"/.exec(text)?.[1] ?? '';
    const second = await queue.references(next.replace('/requests', ''));
    const all = [...referencesIn(text), ...second];
    assert.deepEqual([referencesIn(text).length, second.length, new Set(all)], [50, 3, made]);
  });

  it('is searched by reference, name and e-mail, whatever the accents and signs', async () => {
    const chloe = await received(queue.desk, queue.organisation, {
      person: { name: 'Chloé 100%_Exemple', email: 'chloe@example.org' },
    });
    await received(queue.desk, queue.organisation);
    for (const q of ['chloe', 'CHLOÉ', 'chloe@example', chloe.reference, '100%_'])
      assert.deepEqual(await queue.references(`?q=${encodeURIComponent(q)}`), [chloe.reference], q);
    assert.deepEqual(await queue.references('?q=%25%25'), []);
  });

  it('is filtered by right, policy and assignee', async () => {
    const access = await received(queue.desk, queue.organisation, { rights: ['access'] });
    await received(queue.desk, queue.organisation);
    assert.deepEqual(await queue.references('?right=access'), [access.reference]);
    assert.equal((await queue.references('?policy=gdpr-eu')).length, 2);
    assert.equal((await queue.references('?policy=scalingo-privacy')).length, 0);
    assert.equal((await queue.references('?assignee=1')).length, 0);
    assert.equal((await queue.references('?assignee=nobody')).length, 2);
  });

  it('never fails at an address that was written wrong', async () => {
    await received(queue.desk, queue.organisation);
    const odd = [
      'view=nonsense',
      'view=open&view=closed',
      'sort=x',
      'right=x',
      'after=x',
      'after=%00',
      `after=${Buffer.from('-271821-04-20T00:00:00.000Z~1').toString('base64url')}`,
      `after=${Buffer.from('2026-02-31T00:00:00.000Z~1').toString('base64url')}`,
      `sort=newest&after=${Buffer.from('~1').toString('base64url')}`,
      'assignee=-1',
      'assignee=99999999999999999999',
      'q=%F0%9F%98%80',
      `q=${'a'.repeat(3000)}`,
      'q=%00',
      "q=';DROP TABLE users--",
      'view[]=x&view[a]=b',
      'policy=%00',
    ];
    for (const query of odd) assert.equal((await queue.dpo.get(`/requests?${query}`)).status, 200, query);
  });

  it('keeps its filter when the language is switched', async () => {
    const { text } = await queue.dpo.get('/requests?view=closed&q=a%26b&lang=en');
    assert.match(text, /href="\?view=closed&amp;q=a%26b&amp;lang=fr"/);
  });

  it('shows a name as it was written, never as markup', async () => {
    await received(queue.desk, queue.organisation, {
      person: { name: '<script>alert(1)</script>', email: 'x@example.org' },
    });
    const { text } = await queue.dpo.get('/requests');
    assert.ok(text.includes('&lt;script&gt;alert(1)') && !text.includes('<script>alert'));
  });

  it('says what would be here, where there is nothing', async () => {
    assert.match(
      (await queue.dpo.get('/requests')).text,
      /No open request[\s\S]*when a person confirms their email address/,
    );
    assert.match((await queue.dpo.get('/requests?q=nobody')).text, /No request matches/);
  });

  it('knows nothing of another organisation', async () => {
    await received(queue.desk, await anotherOrganisation(queue.desk));
    assert.deepEqual([await queue.references('?view=all'), (await queue.counts()).all], [[], 0]);
  });
});
