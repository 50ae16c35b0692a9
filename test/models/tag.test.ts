import assert from 'node:assert/strict';
import { bulkOutcome } from '../../models/bulk/outcome.ts';
import { runBulk } from '../../models/bulk/run.ts';
import { takeBackBulk } from '../../models/bulk/takeBack.ts';
import type { By } from '../../models/desk.ts';
import { Event } from '../../models/event.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { tagRequest, tagsIn, tagsOf, untagRequest } from '../../models/tag/tagging.ts';
import { RequestTag, TagRow } from '../../models/tag.ts';
import { anotherOrganisation, deskForTests, type TestDesk } from '../support/desk.ts';
import { received, staffMemberOf } from '../support/requests.ts';

describe('A tag', () => {
  let desk: TestDesk;
  let by: By;
  let request: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests();
    by = await staffMemberOf(desk, desk.organisation, 'handler');
    request = await received(desk, desk.organisation);
  });
  const names = async (one = request) => {
    const ids = tagsIn(await one.reload());
    const kept = await RequestTag.findAll({ where: { requestId: one.id }, order: ['id'] });
    assert.deepEqual(
      kept.map(({ tagId }) => tagId),
      ids,
      'The column differs from the table',
    );
    return Promise.all(ids.map(async (id) => (await TagRow.findByPk(id))?.name));
  };

  it('is one tag in all its spellings, is told to the log by its number, and leaves open forms valid', async () => {
    const { version } = request;
    await tagRequest(desk, by, request, ' Été  2026 ');
    await assert.rejects(tagRequest(desk, by, request, 'ete 2026'), { code: 'tagged-already', field: 'tag' });
    await tagRequest(desk, by, request, 'press');
    assert.deepEqual(await names(), ['Été 2026', 'press']);
    await untagRequest(desk, by, request, 'ÉTÉ 2026');
    assert.deepEqual(await names(), ['press']);
    assert.equal((await request.reload()).version, version);
    const told = await Event.findAll({
      where: { requestId: request.id, kind: ['tagged', 'untagged'] },
      order: ['id'],
    });
    const ids = (await TagRow.findAll({ order: ['id'] })).map(({ id }) => id);
    assert.deepEqual(
      told.map(({ kind, data }) => [kind, data]),
      [
        ['tagged', JSON.stringify({ tag: ids[0] })],
        ['tagged', JSON.stringify({ tag: ids[1] })],
        ['untagged', JSON.stringify({ tag: ids[0] })],
      ],
    );
    assert.deepEqual(
      (await tagsOf(desk, by)).map(({ name }) => name),
      ['press'],
    );
    await assert.rejects(untagRequest(desk, by, request, 'ete 2026'), { code: 'tag-gone' });
    await assert.rejects(tagRequest(desk, by, request, ' '), { code: 'tag-missing' });
    await assert.rejects(tagRequest(desk, by, request, 'x'.repeat(41)), { code: 'tag-too-long' });
  });

  it('belongs to one organisation', async () => {
    await tagRequest(desk, by, request, 'press');
    const other = await anotherOrganisation(desk);
    const theirs = await staffMemberOf(desk, other);
    assert.deepEqual(await tagsOf(desk, theirs), []);
    await tagRequest(desk, theirs, await received(desk, other), 'press');
    assert.equal(await TagRow.count({ where: { nameKey: 'press' } }), 2);
  });

  it('is given to many at once, whatever colleagues changed meanwhile, and taken back from those that got it', async () => {
    const second = await received(desk, desk.organisation, { rights: ['access'] });
    await tagRequest(desk, by, second, 'press');
    const seen = [request, second].map(({ reference, version }) => ({ reference, version: version + 3 }));
    const run = await runBulk(desk, by, { act: 'tag', targets: seen, tag: 'Press' });
    const { tag, items } = await bulkOutcome(desk, by, run);
    assert.equal(tag, 'press');
    assert.deepEqual(
      items.map(({ obstacle }) => obstacle?.code),
      [undefined, 'tagged-already'],
    );
    await takeBackBulk(desk, by, run, '');
    assert.deepEqual([await names(), await names(second)], [[], ['press']]);
    await assert.rejects(runBulk(desk, by, { act: 'untag', targets: seen, tag: '' }), {
      code: 'tag-missing',
    });
  });
});
