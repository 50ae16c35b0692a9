import { readSettings } from '../config.ts';
import { shippedPoliciesDir } from '../models/policy.ts';

/** The folders of packs and holiday overlays: the desk's own, and those of `POLICIES_DIR`. */
export function policyFolders(): string[] {
  const { policiesDir } = readSettings();
  return [shippedPoliciesDir, ...(policiesDir ? [policiesDir] : [])];
}
