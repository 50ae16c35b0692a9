import type { Response } from 'express';
import type { FigureTable } from '../../views/reports/table.ts';
import { sendTable } from '../middleware/table.ts';

/** A table of figures as a CSV file, its sum as the last line. */
export function sendFigures(
  response: Response,
  name: string,
  { columns, rows, sum }: FigureTable,
): Promise<void> {
  return sendTable(response, {
    name,
    columns: columns.map(({ text }, nth) => ({ key: String(nth), header: text })),
    rows: [...rows, ...(sum ? [sum] : [])].map((row) =>
      Object.fromEntries(row.map(({ text, value = text }, nth) => [String(nth), value])),
    ),
  });
}
