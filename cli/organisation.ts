import { parseArgs } from 'node:util';
import { createOrganisation } from '../models/organisation/create.ts';
import { type CommandResult, done, WrongUsage } from './result.ts';
import { usageOf } from './usage.ts';
import { withDesk } from './withDesk.ts';

const USAGE = usageOf('organisation');

/** `organisation create`: adds an organisation to this desk. */
export async function organisationCommand([verb, ...args]: string[]): Promise<CommandResult> {
  if (verb !== 'create') throw new WrongUsage(USAGE);
  const { name, slug, json } = parseArgs({
    args,
    options: { name: { type: 'string' }, slug: { type: 'string' }, json: { type: 'boolean' } },
  }).values;
  if (!name || !slug) throw new WrongUsage(USAGE);
  return withDesk(async (desk) => {
    const { id } = await createOrganisation(desk, { name, slug });
    return done(json, { id, name, slug }, [`${name} is at ${desk.baseUrl}/o/${slug}`]);
  });
}
