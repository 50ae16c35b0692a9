import assert from 'node:assert/strict';
import { selectTogether, tableOf } from '../../../models/database/selectTogether.ts';
import { Fact } from '../../../models/fact.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests } from '../../support/desk.ts';
import { received } from '../../support/requests.ts';

describe('What is read together', () => {
  it('is in the order that was asked for, and the same as its models', async () => {
    const desk = await deskForTests();
    const { id } = await received(desk, desk.organisation);
    const fact = { requestId: id, about: null, detail: null, actor: 'system', recordedAt: desk.clock() };
    for (const day of ['05', '03', '04'])
      await Fact.create({ ...fact, name: 'paused', at: new Date(`2026-03-${day}T08:00:00.120Z`) });
    await Fact.create({ ...fact, name: 'resumed', at: desk.clock(), detail: Buffer.from([0, 255, 1]) });
    const read = selectTogether('subject_requests of WHERE of.id = :id', {
      requests: tableOf(SubjectRequest, 'WHERE id = of.id', 'id'),
      facts: tableOf(Fact, 'WHERE request_id = of.id', 'at DESC, id'),
    });
    const found = await read(desk.database, { id });
    const request = await SubjectRequest.findByPk(id, { rejectOnEmpty: true });
    const facts = await Fact.findAll({ where: { requestId: id } });
    const inOrder = facts.sort((a, b) => b.at.getTime() - a.at.getTime() || a.id - b.id);
    assert.deepEqual(found?.requests, [request.get({ plain: true })]);
    assert.deepEqual(
      found.facts,
      inOrder.map((one) => one.get({ plain: true })),
    );
    assert.equal(await read(desk.database, { id: 0 }), undefined);
  });
});
