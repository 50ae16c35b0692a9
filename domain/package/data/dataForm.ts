import { DataFault } from './dataFault.ts';
import type { DataKind } from './dataKind.ts';
import type { Inspected, Inspecting } from './inspected.ts';
import { tableForm } from './tableForm.ts';
import { treeForm } from './treeForm.ts';

export type DataForm = ReturnType<typeof dataForm>;

/** Data to be inspected, then to be given their other form: JSON from a table, a table from JSON. */
export const dataForm = (kind: DataKind, isUtf8: boolean) =>
  kind === 'table'
    ? { to: 'json' as const, ...tableForm(isUtf8) }
    : { to: 'table' as const, ...treeForm(isUtf8, kind === 'json-lines') };

/** Runs a step of reading; once it has failed, why, and nothing more is read. */
export function patiently({ sees, ends }: Inspecting): { sees(part: Uint8Array): void; ends(): Inspected } {
  let failed: Inspected | undefined;
  const trying = (step: () => void) => {
    if (failed) return;
    try {
      step();
    } catch (error) {
      if (!(error instanceof DataFault)) throw error;
      failed = { records: null, fault: error.reason, line: error.line };
    }
  };
  return {
    sees: (part) => trying(() => sees(part)),
    ends() {
      let inspected: Inspected | undefined;
      trying(() => {
        inspected = ends();
      });
      return (failed ?? inspected) as Inspected;
    },
  };
}
