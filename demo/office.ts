import type { Role } from '../domain/permissions.ts';
import { type By, byCommand, type Desk } from '../models/desk.ts';
import { createOrganisation } from '../models/organisation/create.ts';
import { addPolicy } from '../models/organisation/policyList.ts';
import type { Organisation } from '../models/organisation.ts';
import { acceptInvitation } from '../models/user/acceptance.ts';
import { invitationLink } from '../models/user/invite.ts';

/** An organisation of the demo with its staff. */
export type Office = {
  organisation: Organisation;
  by: { dpo: By; handler: By };
  /** Users that requests are assigned to. */
  assignees: number[];
};

/** The demo's accounts, all with one password. `both` also works for the second organisation. */
export const STAFF: { email: string; name: string; role: Role; language: 'en' | 'fr'; both?: boolean }[] = [
  { email: 'dpo@example.org', name: 'Camille Moreau', role: 'dpo', language: 'en', both: true },
  { email: 'dpo.fr@example.org', name: 'Élodie Kœnig', role: 'dpo', language: 'fr' },
  { email: 'handler@example.org', name: 'Jonas Węgrzyn', role: 'handler', language: 'en', both: true },
  { email: 'reader@example.org', name: 'Zoë Ångström', role: 'reader', language: 'en' },
  { email: 'administrator@example.org', name: 'Πέτρος Αλεξίου', role: 'administrator', language: 'en' },
];

const HOSTING = {
  name: 'Example Hosting',
  slug: 'example-hosting',
  policy: 'scalingo-privacy@2015',
  calendar: 'FR-67',
  replyAddress: 'privacy@example.org',
  escalationAddress: 'direction@example.org',
  postalAddress: 'Example Hosting, 1 rue des Exemples, 67000 Strasbourg',
};
const LIBRARY = {
  name: 'Example Library',
  slug: 'example-library',
  policy: 'gdpr-eu',
  zone: 'Europe/Lisbon',
  calendar: 'PT',
  replyAddress: 'library@example.org',
  escalationAddress: 'board@example.org',
  postalAddress: 'Example Library, Rua dos Exemplos 1, 1000 Lisboa',
  authority: 'Comissão Nacional de Proteção de Dados (CNPD)',
};

/** The host's further policies: for people in Switzerland, and for data that it holds for a customer. */
const POLICIES = [
  { policy: 'fadp-ch', residence: 'CH', category: '', customer: '' },
  { policy: 'scalingo-dpa', residence: '', category: '', customer: 'Example Shop' },
];

/** Creates the two organisations and their staff: a host with many commitments, and a library that follows the law alone. */
export async function openOffices(desk: Desk, password: string): Promise<[Office, Office]> {
  const both = STAFF.filter((member) => member.both);
  const hosting = await openOffice(desk, HOSTING, STAFF, password);
  for (const [nth, row] of POLICIES.entries())
    await addPolicy(desk, hosting.by.dpo, hosting.organisation.version + nth, row);
  return [hosting, await openOffice(desk, LIBRARY, both, password)];
}

async function openOffice(
  desk: Desk,
  given: Parameters<typeof createOrganisation>[1],
  staff: typeof STAFF,
  password: string,
): Promise<Office> {
  const organisation = await createOrganisation(desk, given);
  const members = new Map<string, number>();
  for (const { email, name, role, language } of staff) {
    const by = byCommand(organisation.id);
    const { user, link } = await invitationLink(desk, by, { email, name, role, language });
    await acceptInvitation(desk, link.split('/').at(-1) ?? '', { name, password });
    members.set(email, user.id);
  }
  const id = (email: string) => members.get(email) as number;
  const acting = (email: string, role: Role): By => ({
    organisationId: organisation.id,
    actor: `user:${id(email)}`,
    role,
  });
  return {
    organisation,
    by: { dpo: acting('dpo@example.org', 'dpo'), handler: acting('handler@example.org', 'handler') },
    assignees: [id('dpo@example.org'), id('handler@example.org')],
  };
}
