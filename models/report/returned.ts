import { localDate, startOfDay } from '../../domain/calendar/zone.ts';
import type { LetterKind } from '../../domain/lifecycle/vocabulary.ts';
import { closeOf, firstDayOf, type Month, type MonthSpan, monthOf } from '../../domain/reports/month.ts';
import { momentFromColumn } from '../database/select.ts';
import { selectSlowly } from '../database/slowSelect.ts';
import type { By, Desk } from '../desk.ts';

/** A letter to the person that came back. */
export type ReturnedLetter = {
  reference: string;
  kind: LetterKind;
  letterId: number;
  at: Date;
  month: Month;
};

type ReturnedRow = Omit<ReturnedLetter, 'month'> & { undoneAt: Date | null };

/**
 * The letters of which the desk learned in a period that they had not arrived. They count in the month in which their return was
 * recorded, and stay there if the return is taken back after its close.
 */
export async function returnedLetters(
  desk: Desk,
  { organisationId, zone }: { organisationId: By['organisationId']; zone: string },
  { from, to }: MonthSpan,
): Promise<ReturnedLetter[]> {
  const rows = await selectSlowly<ReturnedRow>(
    desk.database,
    `SELECT r.reference, f.about AS kind, f.letter_id AS "letterId", f.recorded_at AS at, COALESCE(f.undone_at,
       (SELECT MIN(s.recorded_at) FROM facts s WHERE s.request_id = f.request_id AND s.name = 'return-set-aside'
        AND s.letter_id = f.letter_id AND s.undone_at IS NULL)) AS "undoneAt"
     FROM facts f JOIN subject_requests r ON r.id = f.request_id
     WHERE f.name = 'letter-returned' AND f.recorded_at >= :begin AND f.recorded_at < :end
       AND r.organisation_id = :organisationId AND r.kind = 'request' ORDER BY f.recorded_at, f.id`,
    { organisationId, begin: startOfDay(firstDayOf(from), zone), end: closeOf(to, zone) },
  );
  return rows.flatMap(({ undoneAt, ...row }) => {
    const at = momentFromColumn(row.at);
    const month = monthOf(localDate(at, zone));
    if (undoneAt && momentFromColumn(undoneAt) < closeOf(month, zone)) return [];
    return [{ ...row, at, month }];
  });
}
