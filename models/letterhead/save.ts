import {
  type AddressWindow,
  checkedLetterhead,
  type LetterheadText,
} from '../../domain/letters/letterhead.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { Letterhead } from '../letterhead.ts';
import { lockedOrganisation } from '../organisation/find.ts';
import { noteSetting } from '../settingsChange/log.ts';
import { checkedLogo, keepLogo } from './logo.ts';

/** The letterhead as its form gives it; `logo`: a new picture, `same`, or `none`. */
export type LetterheadGiven = {
  version: number;
  name: string;
  signature: string;
  windowAt: AddressWindow;
  logo: Buffer | 'same' | 'none';
};

const NOTHING: LetterheadText & { version: number } = {
  ...{ name: '', signature: '', windowAt: 'left', logo: null },
  version: 0,
};

/** The letterhead of an organisation, and its version; empty, of version 0, while it has none. */
export async function letterheadOf(organisationId: number): Promise<LetterheadText & { version: number }> {
  const row = await Letterhead.findOne({ where: { organisationId } });
  if (!row) return NOTHING;
  const { name, signature, windowAt, logo, version } = row;
  return { name, signature, windowAt, logo, version };
}

/** Changes it, if nobody has since `version` was read. Logged. Letters that were sent keep the one they had. */
export async function changeLetterhead(desk: Desk, by: By, given: LetterheadGiven): Promise<void> {
  assertMay(by, 'change-settings');
  const { organisationId } = by;
  const texts = checkedLetterhead(given);
  const picture = typeof given.logo === 'string' ? undefined : checkedLogo(given.logo);
  await inTransaction(desk.database, async () => {
    await lockedOrganisation(organisationId);
    const { version, ...was } = await letterheadOf(organisationId);
    if (version !== given.version) throw new RuleViolation('settings-changed');
    const logo = picture ? await keepLogo(organisationId, picture) : given.logo === 'same' ? was.logo : null;
    const is: LetterheadText = { ...texts, windowAt: given.windowAt, logo };
    if (JSON.stringify(was) === JSON.stringify(is)) return;
    if (version === 0) await Letterhead.create({ organisationId, ...is });
    else await Letterhead.update({ ...is, version: version + 1 }, { where: { organisationId } });
    await noteSetting(desk, by, { kind: 'letterhead' }, { was, is });
  });
}
