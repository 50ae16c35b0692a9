import type { Language } from '../../domain/languages.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { insertOnce } from '../database/insert.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { Membership } from '../membership.ts';
import { defaultOrganisation, lockedOrganisation } from '../organisation/find.ts';
import { User } from '../user.ts';
import { newOneTimeLink, openLink, takeLink } from './oneTimeLink.ts';
import { hashPassword } from './password.ts';
import { checkedPerson, type PersonFields } from './person.ts';

/** A fresh link to make the first account; undefined once an account exists. */
export async function firstAccountLink(desk: Desk): Promise<string | undefined> {
  if (await hasAccounts()) return undefined; // and nothing is held
  return inTransaction(desk.database, async () => {
    await lockedOrganisation((await defaultOrganisation()).id);
    return (await hasAccounts()) ? undefined : newOneTimeLink(desk, { purpose: 'first' });
  });
}

/** Whether the token still makes the first account. */
export async function opensFirstAccount(desk: Desk, token: string): Promise<boolean> {
  return Boolean(await openLink(desk, 'first', token)) && !(await hasAccounts());
}

/** Makes the first account, the DPO of the first organisation. Only once: a second attempt throws. */
export async function makeFirstAccount(
  desk: Desk,
  token: string,
  given: PersonFields & { password: string; language: Language },
): Promise<User> {
  const person = checkedPerson(given);
  const passwordHash = await hashPassword(given.password);
  return inTransaction(desk.database, async () => {
    const link = await openLink(desk, 'first', token);
    if (!link || (await hasAccounts()) || !(await takeLink(desk, link))) throw new RuleViolation('link-used');
    const now = desk.clock();
    const password = { passwordHash, passwordProof: 'operator' as const };
    const account = { ...person, ...password, language: given.language, createdAt: now };
    const userId = await insertOnce(User, account);
    if (!userId) throw new RuleViolation('link-used'); // the command line made one since
    const { id: organisationId } = await defaultOrganisation();
    await Membership.create({ userId, organisationId, role: 'dpo', acceptedAt: now });
    return User.findByPk(userId, { rejectOnEmpty: true });
  });
}

async function hasAccounts(): Promise<boolean> {
  return Boolean(await User.findOne({ attributes: ['id'] }));
}
