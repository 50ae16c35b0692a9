import assert from 'node:assert/strict';
import { NO_MAPPING } from '../../../domain/register/mapping.ts';
import type { Month } from '../../../domain/reports/month.ts';
import { CountedEndRow } from '../../../models/countedEnd.ts';
import type { By } from '../../../models/desk.ts';
import { verifyChains } from '../../../models/event/verify.ts';
import { Event } from '../../../models/event.ts';
import { everyRegisterLine } from '../../../models/registerExport.ts';
import { importRegister } from '../../../models/registerImport/run.ts';
import { beginToWithdraw } from '../../../models/registerImport/withdraw.ts';
import { RegisterImport } from '../../../models/registerImport.ts';
import { correctionsOf } from '../../../models/report/corrections.ts';
import { countedEnds } from '../../../models/report/counted.ts';
import { leaveNote } from '../../../models/subjectRequest/note.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { tagsOf } from '../../../models/tag/tagging.ts';
import { knownWords } from '../../../views/registerImport/known.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { listsOfRequests } from '../../support/requestLists.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

const HEAD = 'reference,receivedOn,channel,right,personName,personEmail,answeredOn,answeredBy,closedOn,tags';
const ANN = 'R-7K3Q-9MHT,2025-12-01,post,erasure,Ann Lee,ann@example.org,2025-12-15,post,2025-12-16,old';
const BO = '77,2026-02-20,mail,erasure,Ada Example,ada@example.org,,,,';
const span = { from: '2025-01' as Month, to: '2026-12' as Month };

describe('An import that is undone', () => {
  let desk: TestDesk;
  let by: By & { userId: number };
  let own: SubjectRequest;
  beforeEach(async () => {
    desk = await deskForTests({ at: '2026-03-02T09:00:00Z' });
    by = await staffMemberOf(desk, desk.organisation);
    own = await received(desk, desk.organisation);
  });
  const take = async (...lines: string[]) => {
    const text = [HEAD, ...lines].join('\n');
    const table = { text, fileName: 'old.csv', mapping: NO_MAPPING, known: knownWords(), onlyGood: false };
    const { id, made, faults } = await importRegister(desk, by, table);
    assert.deepEqual([made, faults], [lines.length, []]);
    return id as number;
  };
  const undo = async (id: number) => (await beginToWithdraw(desk, by, id, { reason: 'Columns mixed up' }))();
  const monthsCounted = async () => [...(await countedEnds(desk, by, span)).month.keys()].sort();

  it('is in no list, count, search, export, tag or figure any more, and its log stays and holds', async () => {
    const before = await listsOfRequests(desk, by, own);
    const id = await take(ANN, BO);
    assert.deepEqual(await monthsCounted(), ['2025-12']);
    assert.notDeepEqual(await listsOfRequests(desk, by, own), before);
    desk.clock.advance({ minutes: 5 });
    await undo(id);
    assert.deepEqual(await listsOfRequests(desk, by, own), before);
    assert.deepEqual(await monthsCounted(), []);
    assert.deepEqual(await tagsOf(desk, by), []);
    const lines = [];
    for await (const { reference } of everyRegisterLine(desk, by)) lines.push(reference);
    assert.deepEqual(lines, [own.reference]);
    const gone = await SubjectRequest.findAll({ where: { kind: 'withdrawn-import' } });
    assert.equal(gone.length, 2);
    const last = await Event.findOne({
      where: { requestId: gone[0]?.id },
      order: [['sequence', 'DESC']],
      rejectOnEmpty: true,
    });
    assert.deepEqual(
      [last.kind, last.actor, JSON.parse(last.data)],
      ['import-withdrawn', by.actor, { import: id }],
    );
    const { requests, firstBroken } = await verifyChains(desk);
    assert.deepEqual([requests, firstBroken], [1, null]);
    const run = await RegisterImport.findByPk(id, { rejectOnEmpty: true });
    assert.deepEqual([run.state, run.withdrawnBy], ['withdrawn', by.actor]);
  });

  it('leaves what somebody has acted on since', async () => {
    const id = await take(ANN, BO);
    desk.clock.advance({ minutes: 5 });
    await leaveNote(desk, by, { reference: 'R-7K3Q-9MHT' }, { text: 'Called her' });
    await undo(id);
    const kept = await SubjectRequest.findAll({ where: { importId: id, kind: 'request' } });
    assert.deepEqual(
      kept.map(({ reference }) => reference),
      ['R-7K3Q-9MHT'],
    );
  });

  it('can be imported again, under new references that the old ones find', async () => {
    const id = await take(ANN, BO);
    await undo(id);
    await take(ANN, BO);
    const again = await SubjectRequest.findAll({ where: { kind: 'request' }, order: ['id'] });
    assert.deepEqual(
      again.map(({ importNumber, searchText }) => [importNumber, searchText.includes('r7k3q9mht')]),
      [
        [null, false],
        ['R-7K3Q-9MHT', true],
        ['77', false],
      ],
    );
  });

  it('was a correction where this desk had closed the month, and takes that back', async () => {
    desk.clock.set('2026-05-02T09:00:00Z');
    const line = '8,2026-03-05,post,erasure,Ann Lee,,2026-03-15,post,2026-03-16,';
    const id = await take(line);
    assert.deepEqual(await monthsCounted(), []);
    assert.deepEqual(
      (await correctionsOf(desk, by, span)).map(({ month, isSince, n }) => [month, isSince, n]),
      [['2026-03', true, 1]],
    );
    await undo(id);
    assert.deepEqual(await correctionsOf(desk, by, span), []);
  });

  it('stays in the figures of a month that was closed with it, as a correction', async () => {
    const id = await take('8,2026-02-05,post,erasure,Ann Lee,,2026-03-01,post,2026-03-02,');
    desk.clock.set('2026-05-02T09:00:00Z');
    await undo(id);
    assert.deepEqual(await monthsCounted(), ['2026-03']);
    assert.deepEqual(
      (await correctionsOf(desk, by, span)).map(({ month, isSince, n }) => [month, isSince, n]),
      [['2026-03', false, 1]],
    );
    assert.equal(await CountedEndRow.count(), 1);
  });

  it('needs a reason, and who may import; it is not undone twice, nor by another organisation', async () => {
    const id = await take(ANN);
    await assert.rejects(beginToWithdraw(desk, by, id, { reason: ' ' }), { code: 'reason-missing' });
    const handler = await staffMemberOf(desk, desk.organisation, 'handler');
    await assert.rejects(beginToWithdraw(desk, handler, id, { reason: 'x' }), { code: 'not-permitted' });
    const other = { ...by, organisationId: by.organisationId + 1 };
    await assert.rejects(beginToWithdraw(desk, other, id, { reason: 'x' }), { code: 'not-found' });
    await undo(id);
    await assert.rejects(beginToWithdraw(desk, by, id, { reason: 'x' }), { code: 'nothing-to-undo' });
  });
});
