import type { DataFaultReason } from './dataFault.ts';
import type { DataSchema } from './schema.ts';

/**
 * What is known of data once they have been read: how many records, and the schemas of the file and of its other form. Where there is
 * none, why.
 */
export type Inspected = { records: number | null; schema?: DataSchema } & (
  | { other: DataSchema; fault?: undefined }
  | { other?: undefined; fault: DataFaultReason; line?: number }
);

/** Reads a file part by part; throws a `DataFault`. */
export type Inspecting = { sees(part: Uint8Array): void; ends(): Inspected };

/** Gives a file its other form, part by part, once it has been inspected. */
export type Converting<T> = { takes(part: Uint8Array): T; ends(): T };
