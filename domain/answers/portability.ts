import { isHeldNowhere } from './access.ts';
import { type Evidence, isSaid } from './evidence.ts';
import { finding, found, gap, notApplicable, type RequirementFinding } from './finding.ts';

/** Formats that a machine reads by their structure. PDF is none (EDPB Guidelines 01/2022, paragraph 156). */
const STRUCTURED = /\.(csv|json|jsonl|ndjson|xml|xlsx|ods|zip|vcf|ics|ya?ml|tsv)$/i;

/** A structured, commonly used and machine-readable format (Art. 20(1)). */
export function machineReadable(evidence: Evidence): RequirementFinding {
  if (isHeldNowhere(evidence)) return notApplicable();
  const { files = [], nothingHeld } = evidence.form ?? {};
  if (isSaid(nothingHeld)) return finding([found('nothing-held')], []);
  const where = { to: 'form', field: 'files' } as const;
  if (files.length === 0) return finding([], [gap('no-file', where)]);
  const readable = files.filter((name) => STRUCTURED.test(name));
  return readable.length > 0
    ? finding([found('readable', { files: [...new Set(readable)].join(', ') })], [])
    : finding([], [gap('not-readable', where, { files: [...new Set(files)].join(', ') })]);
}
