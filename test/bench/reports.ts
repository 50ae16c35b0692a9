import assert from 'node:assert/strict';
import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import { addMonths, closeOf, firstDayOf, monthOf } from '../../domain/reports/month.ts';
import type { Desk } from '../../models/desk.ts';
import { atDesk } from './forms.ts';
import { type Effort, inTurns, type Measured } from './measure.ts';
import { plainly } from './plain.ts';
import { floor, ours, type Served } from './processes.ts';
import type { Filled } from './setUp.ts';
import { pageOf } from './shown.ts';

/** So many ask at once: a report is for the few who read it, and is counted one after another on sqlite. */
const CONNECTIONS = 4;
/** Where the filled desk is. */
const ZONE = 'Europe/Paris';

/** The report of the last twelve months. Both send as many bytes. */
export async function reports(filled: Filled, floorOn: Filled, effort: Effort): Promise<Measured> {
  const mine = await ours(filled);
  const bare = await floor(floorOn);
  try {
    const path = await atDesk(filled, (desk) => pathChecked(desk, mine));
    const bytes = Buffer.byteLength(await pageOf(mine, path));
    const asked = `${path}&bytes=${bytes}`;
    assert.equal(Buffer.byteLength(await pageOf(bare, asked)), bytes);
    return await inTurns(mine, bare, asked, { ...effort, connections: CONNECTIONS });
  } finally {
    await Promise.all([mine.stop(), bare.stop()]);
  }
}

/** The address of the report, once its months are those that a plain statement counts from the requests themselves. */
async function pathChecked(desk: Desk, mine: Served): Promise<string> {
  const to = monthOf(localDate(new Date(), ZONE));
  const from = addMonths(to, -11);
  const path = `/reports?from=${from}&to=${to}`;
  const page = await pageOf(mine, path);
  const [counted] = await plainly<{ n: number }>(
    desk,
    `SELECT COUNT(*) AS n FROM subject_requests
     WHERE organisation_id = 1 AND answered_at >= :begin AND answered_at < :end AND kind = 'request'`,
    { begin: startOfDay(firstDayOf(from), ZONE), end: closeOf(to, ZONE) },
  );
  const shown = /<dt>Answered<\/dt><dd><a[^>]*>([\d,]+)/.exec(page)?.[1]?.replaceAll(',', '');
  assert.equal(Number(shown), Number(counted?.n), 'The report does not count the answers of the desk');
  return path;
}
