import assert from 'node:assert/strict';
import { REGISTER_COLUMNS, REGISTER_SHAPE } from '../../../domain/register/columns.ts';
import { NO_MAPPING } from '../../../domain/register/mapping.ts';
import { byCommand } from '../../../models/desk.ts';
import { everyRegisterLine } from '../../../models/registerExport.ts';
import { importRegister } from '../../../models/registerImport/run.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { extendDeadline } from '../../../models/subjectRequest/extension.ts';
import { confirmIdentity } from '../../../models/subjectRequest/identity.ts';
import { pauseClocks, resumeClocks } from '../../../models/subjectRequest/pause.ts';
import { refuse } from '../../../models/subjectRequest/refusal.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { tagRequest } from '../../../models/tag/tagging.ts';
import { csvTable } from '../../../views/csv.ts';
import { knownWords } from '../../../views/registerImport/known.ts';
import { deskForTests, type TestDesk } from '../../support/desk.ts';
import { answeredByPost, receive, received, staffMemberOf } from '../../support/requests.ts';

describe('The register of requests, out and in again', () => {
  const exported = async (desk: TestDesk, columns: readonly string[]): Promise<string> => {
    const table = csvTable(
      columns.map((key) => ({ key, header: key })),
      'en',
    );
    for await (const line of everyRegisterLine(desk, byCommand(desk.organisation.id))) table.write(line);
    table.end();
    let text = '';
    for await (const part of table) text += part;
    return text;
  };

  /** Received in January, one in each state; looked at on 1 June. */
  async function everyState(desk: TestDesk): Promise<void> {
    const by = await staffMemberOf(desk, desk.organisation);
    const posted = () => ({ by: 'post', postedAt: desk.clock(), proof: 'Slip' }) as const;
    const next = async (changes: Parameters<typeof received>[2]) => {
      desk.clock.advance({ days: 1 });
      return received(desk, desk.organisation, changes);
    };
    const person = { name: '=HYPERLINK("x")' };
    const [answered, extended, refused, withdrawn, waiting, paused, part] = [
      await next({
        channel: 'post',
        person,
        details: { about: 'All;\nof it', postalAddress: '1 Road\nParis' },
      }),
      await next({ channel: 'mail', rights: ['access'], language: 'fr', situation: { residence: 'CH' } }),
      await next({ channel: 'phone', details: { about: '-2 + "3"', customerNumber: '0042' } }),
      await next({ received: { on: '2026-01-04' as never }, channel: 'post' }),
      await next({ details: { about: '', behalf: { name: 'Bo Lind', relation: 'Sister' } } }),
      await next({ rights: ['access'] }),
      await next({}),
    ] as SubjectRequest[];
    await receive(desk, desk.organisation); // its mailbox unconfirmed
    await next({ rights: ['marketing-objection'] }); // open, and late on 1 June
    const of = (request: SubjectRequest | undefined) => ({ reference: request?.reference ?? '' });
    await answeredByPost(desk, by, answered as SubjectRequest);
    await close(desk, by, of(answered), { reason: '' });
    await tagRequest(desk, by, of(extended), 'board');
    await tagRequest(desk, by, of(extended), 'paper');
    await extendDeadline(desk, by, of(extended), { ground: 'number', reason: 'Many', sending: posted() });
    const ground = 'legal-duty';
    const whole = { scope: 'whole', ground, reason: 'Accounts', sending: posted() } as const;
    await refuse(desk, by, of(part), { ...whole, scope: 'part' });
    await pauseClocks(desk, by, of(paused), { reason: 'identity', askedAt: desk.clock(), proof: 'Slip' });
    desk.clock.advance({ days: 9 });
    await refuse(desk, by, of(refused), { ...whole, sending: posted() });
    await withdraw(desk, by, of(withdrawn), { reason: '' });
    await resumeClocks(desk, by, of(paused), { at: desk.clock() });
    await confirmIdentity(desk, by, of(paused), { method: 'document', note: '' });
    await pauseClocks(desk, by, of(waiting), { reason: 'identity', askedAt: desk.clock(), proof: 'Slip' });
    desk.clock.set('2026-02-27T10:00:00Z');
    await answeredByPost(desk, by, extended as SubjectRequest);
    desk.clock.set('2026-06-01T10:00:00Z');
  }

  for (const [named, columns] of [
    ['of the register', REGISTER_SHAPE],
    ['with details', REGISTER_COLUMNS],
  ] as const)
    it(`is the same, in the columns ${named}`, async () => {
      const first = await deskForTests({ at: '2026-01-02T09:00:00Z' });
      await everyState(first);
      const before = await exported(first, columns);
      assert.equal(before.split('\r\n')[0], `\ufeff${columns.join(',')}`);
      assert.match(before, /"'=HYPERLINK\(""x""\)"/);
      const second = await deskForTests({ at: '2026-06-01T10:00:00Z' });
      const table = {
        text: before,
        fileName: 'out.csv',
        mapping: NO_MAPPING,
        known: knownWords(),
        onlyGood: false,
      };
      const { read, made, faults, notes } = await importRegister(
        second,
        byCommand(second.organisation.id),
        table,
      );
      assert.deepEqual({ read, made, faults, notes }, { read: 9, made: 9, faults: [], notes: [] });
      assert.equal(await exported(second, columns), before);
      const statuses = (await SubjectRequest.findAll({ order: ['id'] })).map(({ status }) => status);
      assert.deepEqual([...new Set(statuses)].sort(), [
        'answered',
        'closed',
        'open',
        'unverified',
        'waiting',
      ]);
      const [{ personName } = { personName: '' }] = await SubjectRequest.findAll({
        order: ['receivedAt'],
        limit: 1,
      });
      assert.equal(personName, '=HYPERLINK("x")');
    });
});
