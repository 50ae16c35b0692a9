import { Organisation } from '../organisation.ts';

/** The organisation that `/` and `/ask` speak for: the first on the desk. */
export async function defaultOrganisation(): Promise<Organisation> {
  const first = await Organisation.findOne({ order: [['id', 'ASC']] });
  if (!first) throw new Error('The desk has no organisation');
  return first;
}

export async function organisationBySlug(slug: string): Promise<Organisation | null> {
  return Organisation.findOne({ where: { slug } });
}

export async function organisationById(id: number): Promise<Organisation> {
  return Organisation.findByPk(id, { rejectOnEmpty: true });
}

/** Where an organisation's public pages begin: nothing for the first on the desk, `/o/its-short-name` for any other. */
export async function publicPathOf({ id, slug }: Pick<Organisation, 'id' | 'slug'>): Promise<string> {
  return (await defaultOrganisation()).id === id ? '' : `/o/${slug}`;
}
