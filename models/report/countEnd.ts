import type { CountedEnd } from '../../domain/reports/end.ts';
import { isClosed } from '../../domain/reports/month.ts';
import { CountedEndRow } from '../countedEnd.ts';

type EndingRequest = { id: number; organisationId: number; zone: string };

/**
 * Writes how a request counts after an act; `end` is undefined once it has no end any more, for instance after it was reopened. A
 * closed month keeps the row that it was closed with: the act becomes a correction, which is shown beside it. The caller holds the
 * request's row in a transaction.
 */
export async function countEnd(
  { id: requestId, organisationId, zone }: EndingRequest,
  end: CountedEnd | undefined,
  now: Date,
): Promise<void> {
  const rows = await CountedEndRow.findAll({ where: { requestId }, order: ['id'] });
  const standing = rows.find(({ stands }) => stands);
  if (standing && end && isSameEnd(standing, end)) return;
  if (standing?.atClose && isClosed(standing.month, now, zone))
    await standing.update({ stands: false, replacedAt: now });
  else await standing?.destroy();
  if (!end) return;
  const asClosed = rows.find((row) => row.atClose && row !== standing && isSameEnd(row, end));
  if (asClosed) await asClosed.update({ stands: true, replacedAt: null });
  else
    await CountedEndRow.create({
      ...end,
      requestId,
      organisationId,
      atClose: !isClosed(end.month, now, zone),
      stands: true,
      countedAt: now,
    });
}

const COMPARED: readonly (keyof CountedEnd)[] = [
  ...(['endedOn', 'right', 'policyId', 'channel', 'standing', 'days', 'daysLate', 'outcome'] as const),
  ...(['grounds', 'identityAsked', 'pausedDays', 'pausedFor'] as const),
];

const isSameEnd = (row: CountedEnd, end: CountedEnd): boolean =>
  COMPARED.every((name) => row[name] === end[name]);
