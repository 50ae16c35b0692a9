import type { Removal } from '../../domain/redaction/removal.ts';
import type { CleanReport, Survivor } from '../../domain/redaction/report.ts';
import type { FileView } from '../../domain/redaction/shown.ts';

/** What a process of its own is asked to do with one file, and what comes back. */
export type ChildTasks = {
  'clean-pdf': { removals: readonly Removal[]; result: CleanedBytes };
  'plain-pdf': { removals: readonly Removal[]; result: CleanedBytes };
  'clean-office': { removals: readonly Removal[]; result: CleanedBytes };
  'survivors-pdf': { removals: readonly Removal[]; result: Survivor[] };
  'clean-markup': { removals: readonly Removal[]; result: CleanedBytes };
  'survivors-markup': { removals: readonly Removal[]; result: Survivor[] };
  'clean-mail': { removals: readonly Removal[]; result: CleanedBytes };
  'survivors-mail': { removals: readonly Removal[]; result: Survivor[] };
  'pages-mail': { removals: readonly Removal[]; result: string[] };
  'pages-pdf': { removals: readonly Removal[]; result: string[] };
  'shown-office': { removals: readonly Removal[]; result: FileView };
};
export type ChildTask = keyof ChildTasks;
export type ChildOrder<T extends ChildTask = ChildTask> = {
  task: T;
  name: string;
  bytes: Uint8Array;
  removals: readonly Removal[];
};
export type ChildAnswer<T extends ChildTask = ChildTask> =
  | { result: ChildTasks[T]['result'] }
  | { violation: { code: string; data: Record<string, unknown> } }
  | { fault: string };

/** A cleaned file, and what became of it. */
export type CleanedBytes = { bytes: Uint8Array; report: CleanReport };
