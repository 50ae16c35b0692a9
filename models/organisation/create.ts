import { UniqueConstraintError } from 'sequelize';
import { LANGUAGES } from '../../domain/languages.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { inTransaction } from '../database/transaction.ts';
import type { Desk } from '../desk.ts';
import { Organisation } from '../organisation.ts';
import { fieldsAsKept, type OrganisationFields, organisationFaults } from './faults.ts';
import { createPolicyForAll } from './policies.ts';

/** The settings of a new organisation. */
const DEFAULTS = {
  zone: 'Europe/Paris',
  calendar: 'FR',
  policy: 'gdpr-eu',
  languages: [...LANGUAGES] as string[],
  replyAddress: '',
  escalationAddress: '',
  postalAddress: '',
  authority: 'Commission nationale de l’informatique et des libertés (CNIL)',
};

type OrganisationInput = Pick<OrganisationFields, 'name' | 'slug'> & Partial<OrganisationFields>;

/** Creates an organisation with its own key. Its short name must be free. */
export async function createOrganisation(desk: Desk, given: OrganisationInput): Promise<Organisation> {
  const fields = fieldsAsKept({ ...DEFAULTS, ...given });
  const { policy, languages, ...columns } = fields;
  const [fault] = organisationFaults(desk, fields);
  if (fault) throw fault;
  return writingSlug(desk, fields.slug, async () => {
    const organisation = await Organisation.create({
      ...columns,
      formerPolicy: policy,
      languages: languages.join(','),
      wrappedKey: desk.keyring.newWrappedKey(),
      createdAt: desk.clock(),
    });
    await createPolicyForAll(desk, organisation.id, policy);
    return organisation;
  });
}

/** Creates the first organisation of an empty desk; two processes that start at once create one. */
export async function ensureFirstOrganisation(desk: Desk): Promise<void> {
  if (await Organisation.findOne({ attributes: ['id'] })) return;
  try {
    await createOrganisation(desk, { name: 'Our organisation', slug: 'main' });
  } catch (error) {
    if (!(error instanceof RuleViolation && error.code === 'slug-taken')) throw error;
  }
}

/** Runs a write of a short name in a transaction. The database's unique index also catches one that was taken a moment ago. */
export async function writingSlug<T>({ database }: Desk, slug: string, write: () => Promise<T>): Promise<T> {
  try {
    return await inTransaction(database, write);
  } catch (error) {
    if (!(error instanceof UniqueConstraintError)) throw error;
    throw new RuleViolation('slug-taken', { slug }, 'slug');
  }
}
