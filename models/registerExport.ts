import { localDate } from '../domain/calendar/zone.ts';
import type { Deadline } from '../domain/deadlines/deadline.ts';
import { daysLateOf } from '../domain/deadlines/lateness.ts';
import { firstReplyOf, isReply } from '../domain/deadlines/reply.ts';
import { type FactSheet, readFacts } from '../domain/lifecycle/factSheet.ts';
import { assertMay } from '../domain/permissions.ts';
import { asItems, type RegisterColumn } from '../domain/register/columns.ts';
import { pausedUntil } from '../domain/reports/end.ts';
import { unsealJson } from './crypto/keyring.ts';
import { momentFromColumn, select } from './database/select.ts';
import { DeadlineRow } from './deadline.ts';
import type { By, Desk } from './desk.ts';
import { Fact } from './fact.ts';
import { Letter } from './letter.ts';
import { deadlineIn } from './subjectRequest/deadlineRows.ts';
import { type Details, keyOf } from './subjectRequest/sealed.ts';
import { SubjectRequest } from './subjectRequest.ts';
import { TagRow } from './tag.ts';
import { User } from './user.ts';

/** A line of the register, each cell as `import` reads it. */
export type ExportedLine = Record<RegisterColumn, string>;

const BATCH = 500;

/** Every request of the organisation as a line of its register, in the order of receipt. */
export async function* everyRegisterLine(desk: Desk, by: By): AsyncGenerator<ExportedLine> {
  assertMay(by, 'export-requests');
  const { organisationId } = by;
  const tags = new Map(
    (await TagRow.findAll({ where: { organisationId } })).map(({ id, name }) => [id, name]),
  );
  const users = new Map(
    (await User.findAll({ attributes: ['id', 'email'] })).map(({ id, email }) => [id, email]),
  );
  for await (const ids of batches(desk, by)) {
    const where = { requestId: ids };
    const requests = await SubjectRequest.findAll({ where: { id: ids, kind: 'request' } });
    const facts = Map.groupBy(
      await Fact.findAll({ where, order: ['at', 'id'] }),
      ({ requestId }) => requestId,
    );
    const rows = await DeadlineRow.findAll({ where, order: ['former', 'id'], raw: true });
    const deadlines = Map.groupBy(rows.filter(isReply), ({ requestId }) => requestId);
    const sent = await Letter.findAll({
      where: { ...where, kind: ['refusal', 'identity-rejected'] },
      attributes: ['id', 'channel'],
    });
    const channels = new Map(sent.map(({ id, channel }) => [id, channel]));
    const known = new Map(requests.map((request) => [request.id, request]));
    for (const id of ids) {
      const request = known.get(id);
      if (!request) continue;
      const sheet = readFacts(request, facts.get(id) ?? []);
      const replies = (deadlines.get(id) ?? []).map(asDeadline);
      yield lineOf(desk, { request, sheet, facts: facts.get(id) ?? [], replies, channels, tags, users });
    }
  }
}

/** PostgreSQL and sqlite give moments of raw rows each in their way. */
const asDeadline = (row: Parameters<typeof deadlineIn>[0]): Deadline => {
  const moments = ['startsAt', 'dueAt', 'targetAt', 'outerAt', 'lateAt', 'warnAt', 'endedAt'] as const;
  const read = Object.fromEntries(moments.map((name) => [name, row[name] && momentFromColumn(row[name])]));
  return deadlineIn({ ...row, ...read, advisory: Boolean(row.advisory), former: Boolean(row.former) });
};

async function* batches({ database }: Desk, { organisationId }: By): AsyncGenerator<number[]> {
  for (let after: { at: Date; id: number } | undefined; ; ) {
    const rows: { id: number; at: Date }[] = await select(
      database,
      `SELECT id, received_at AS at FROM subject_requests WHERE organisation_id = :organisationId AND kind = 'request'
         ${after ? 'AND (received_at, id) > (:at, :id)' : ''} ORDER BY received_at, id LIMIT ${BATCH}`,
      { organisationId, ...after },
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ id }) => id);
    after = { at: momentFromColumn(last.at), id: last.id };
  }
}

type LineInput = {
  request: SubjectRequest;
  sheet: FactSheet;
  facts: Fact[];
  replies: Deadline[];
  channels: ReadonlyMap<number, string>;
  tags: ReadonlyMap<number, string>;
  users: ReadonlyMap<number, string>;
};

function lineOf(desk: Desk, given: LineInput): ExportedLine {
  const { request, sheet, replies } = given;
  const now = desk.clock();
  const { zone, extension, status, replyDueOn, nextLateAt } = request;
  const on = (at: Date | null | undefined) => (at ? localDate(at, zone) : '');
  const key = request.wrappedKey ? keyOf(desk, request) : undefined;
  const details: Partial<Details> = key ? unsealJson<Details>(key, request.details) : {};
  const reply = firstReplyOf(replies);
  const ended = request.answeredAt ?? sheet.facts.endedAt ?? now;
  const isAnnounced = extension === 'announced' || extension === 'lapsed';
  return {
    reference: request.reference,
    receivedOn: request.receivedOn,
    receivedAt: request.receivedByDay ? '' : request.receivedAt.toISOString(),
    channel: request.channel,
    right: request.right,
    policy: `${request.policyId}@${request.policyVersion}`,
    personName: request.personName,
    personEmail: request.personEmail ?? '',
    postalAddress: details.postalAddress ?? '',
    customerNumber: details.customerNumber ?? '',
    language: request.language,
    residence: request.residence ?? '',
    onBehalfOf: request.clientName ?? '',
    identityConfirmedOn: on(request.identityConfirmedAt),
    identityMethod: request.identityMethod ?? '',
    pausedDays: String(pausedUntil(sheet.facts, reply, ended).days || ''),
    extendedOn: isAnnounced ? on(request.extendedAt) : '',
    ...extensionOf(given, key, isAnnounced),
    dueOn: replyDueOn ?? '',
    safeOn: replyDueOn ? (reply?.safeOn ?? '') : '',
    status,
    outcome: request.outcome ?? '',
    refusalGrounds: asItems(groundsOf(sheet)),
    answeredOn: on(request.answeredAt),
    answeredBy: request.answeredAt ? waySent(given, key) : '',
    closedOn: on(request.closedAt),
    daysLate: String(daysLateOf(request, now, localDate(now, zone)) ?? ''),
    overdue: status !== 'closed' && nextLateAt && nextLateAt <= now ? 'yes' : 'no',
    assignee: (request.assigneeId && given.users.get(request.assigneeId)) || '',
    tags: asItems(tagNumbers(request).flatMap((id) => given.tags.get(id) ?? [])),
    details: details.about ?? '',
    charge: details.charge ?? '',
    action: details.action ?? '',
    promisesKept: asItems(keptOf(sheet)),
  };
}

const tagNumbers = ({ tags }: SubjectRequest): number[] => (tags ? JSON.parse(tags) : []);

const groundsOf = ({ recorded }: FactSheet): string[] =>
  recorded.flatMap(({ name, about }) =>
    (name === 'refused' || name === 'refused-in-part') && about ? [about] : [],
  );

const keptOf = ({ recorded }: FactSheet): string[] =>
  recorded.flatMap(({ name, about, at }) =>
    name === 'fulfilled' && about ? [`${about} ${at.toISOString()}`] : [],
  );

function extensionOf({ facts }: LineInput, key: Buffer | undefined, isAnnounced: boolean) {
  const decided = facts.findLast(({ name, undoneAt }) => name === 'extension-decided' && !undoneAt);
  const words = key && decided?.detail ? unsealJson<Record<string, string>>(key, decided.detail) : {};
  return isAnnounced
    ? { extensionGround: words.ground ?? '', extensionReason: words.reason ?? '' }
    : { extensionGround: '', extensionReason: '' };
}

/** By email or by post: an answer says it itself, of a refusal its letter does, or what an import noted with it. */
function waySent({ facts, channels }: LineInput, key: Buffer | undefined): string {
  const told = facts.findLast(
    ({ name, undoneAt }) =>
      !undoneAt && (name === 'answered' || name === 'refused' || name === 'identity-rejected'),
  );
  if (!told) return '';
  if (told.name === 'answered') return told.about ?? '';
  if (told.letterId) return channels.get(told.letterId) ?? '';
  return (key && told.detail && unsealJson<{ by?: string }>(key, told.detail).by) || '';
}
