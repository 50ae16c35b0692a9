import { checkedPhrase, MOST_PHRASES, type PhraseText } from '../../domain/letters/phrases.ts';
import { assertMay } from '../../domain/permissions.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import { lockedOrganisation } from '../organisation/find.ts';
import { Phrase } from '../phrase.ts';
import { noteSetting } from '../settingsChange/log.ts';

/** The phrases of an organisation by name. */
export async function phrasesOf({ organisationId }: Pick<By, 'organisationId'>): Promise<Phrase[]> {
  const found = await Phrase.findAll({ where: { organisationId } });
  return found.sort((one, other) => one.name.localeCompare(other.name));
}

/** Keeps a phrase. Throws what is wrong with it, and `too-many-phrases`. Logged. */
export async function keepPhrase(desk: Desk, by: By, given: PhraseText): Promise<void> {
  assertMay(by, 'keep-phrase');
  const is = checkedPhrase(given);
  const { organisationId } = by;
  await inTransaction(desk.database, async () => {
    await lockedOrganisation(organisationId);
    if ((await Phrase.count({ where: { organisationId } })) >= MOST_PHRASES)
      throw new RuleViolation('too-many-phrases', { most: MOST_PHRASES }, 'name');
    const { id } = await Phrase.create({ organisationId, ...is, createdAt: desk.clock() });
    await noteSetting(desk, by, { kind: 'phrase', subjectId: id }, { was: null, is });
  });
}

/** Changes one, if nobody has since `version` was read; takes it out where nothing is given. Letters that hold it stay. Logged. */
export async function changePhrase(
  desk: Desk,
  by: By,
  { id, version }: { id: number; version: number },
  given: PhraseText | null,
): Promise<void> {
  assertMay(by, 'keep-phrase');
  const is = given && checkedPhrase(given);
  await inTransaction(desk.database, async () => {
    const row = await Phrase.findOne({ where: { id, organisationId: by.organisationId }, lock: true });
    if (!row) throw new RuleViolation('not-found');
    if (row.version !== version) throw new RuleViolation('settings-changed');
    const was: PhraseText = { name: row.name, text: row.text };
    if (JSON.stringify(was) === JSON.stringify(is)) return;
    await noteSetting(desk, by, { kind: 'phrase', subjectId: id }, { was, is });
    if (is) await row.update({ ...is, version: version + 1 });
    else await row.destroy();
  });
}
