import { RuleViolation } from '../domain/ruleViolation.ts';
import { type By, byCommand, type Desk } from '../models/desk.ts';
import { defaultOrganisation, organisationBySlug } from '../models/organisation/find.ts';
import { withDesk } from './withDesk.ts';

/** Runs `work` for the organisation of a short name, or for the first of the desk. */
export function ofOrganisation<T>(
  slug: string | undefined,
  work: (desk: Desk, by: By) => Promise<T>,
): Promise<T> {
  return withDesk(async (desk) => {
    const organisation = slug ? await organisationBySlug(slug) : await defaultOrganisation();
    if (!organisation) throw new RuleViolation('organisation-unknown', { slug });
    return work(desk, byCommand(organisation.id));
  });
}
