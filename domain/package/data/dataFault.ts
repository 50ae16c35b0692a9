/** Why a CSV or JSON file has no other form beside it. `docs/package/README.md` explains each. */
export const DATA_FAULTS = [
  'empty',
  'not-text',
  'not-csv',
  'ragged',
  'not-json',
  'several-lists',
  'too-wide',
  'too-large',
] as const;
export type DataFaultReason = (typeof DATA_FAULTS)[number];

/** Thrown where data cannot be read, or not be given another form; with the line of a table. */
export class DataFault extends Error {
  readonly reason: DataFaultReason;
  readonly line: number | undefined;
  constructor(reason: DataFaultReason, line?: number) {
    super(`data ${reason}${line ? ` in line ${line}` : ''}`);
    this.name = 'DataFault';
    this.reason = reason;
    this.line = line;
  }
}

/** The longest record that is read, in characters: more than one is never held. */
export const LONGEST_RECORD = 16 * 1024 ** 2;
/** The most columns of a table; a spreadsheet has 16,384. */
export const MOST_COLUMNS = 2000;
