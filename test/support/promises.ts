import type { Situation } from '../../domain/policies/situation.ts';
import type { By, Desk } from '../../models/desk.ts';
import { wordCategory } from '../../models/organisation/categories.ts';
import { changePolicyForAll } from '../../models/organisation/policies.ts';
import { addPolicy } from '../../models/organisation/policyList.ts';
import type { TestDesk } from './desk.ts';

/** Sets the organisation's policy for all requests. */
export const promiseBy = (desk: TestDesk, policy: string): Promise<void> =>
  promisesBy(desk, desk.organisation, policy);

/** The same for any organisation of a desk. */
export const promisesBy = (desk: Desk, { id }: { id: number }, policy: string): Promise<void> =>
  changePolicyForAll(desk, id, policy);

/** Adds a policy to the organisation's list, with its conditions. */
export async function promiseFor(desk: TestDesk, situation: Situation, policy: string): Promise<void> {
  const { id: organisationId, version } = await desk.organisation.reload();
  const by: By = { organisationId, actor: 'user:0', role: 'dpo' };
  await addPolicy(desk, by, version, { policy, residence: '', category: '', customer: '', ...situation });
}

/** Gives a kind of data the organisation's own name. */
export async function nameCategory(desk: TestDesk, id: string, en: string, fr: string): Promise<void> {
  const { id: organisationId, version } = await desk.organisation.reload();
  await wordCategory(desk, { organisationId, actor: 'user:0', role: 'dpo' }, version, { id, en, fr });
}
