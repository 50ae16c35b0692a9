import { readSettings } from '../config.ts';
import { shippedPoliciesDir } from '../models/policy.ts';

/** Where packs and holiday overlays lie: with the desk, and where `POLICIES_DIR` says. */
export function policyFolders(): string[] {
  const { policiesDir } = readSettings();
  return [shippedPoliciesDir, ...(policiesDir ? [policiesDir] : [])];
}
