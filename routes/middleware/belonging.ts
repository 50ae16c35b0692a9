import type { Response } from 'express';
import { organisationById, publicPathOf } from '../../models/organisation/find.ts';
import type { Organisation } from '../../models/organisation.ts';
import { otherOrganisationPage } from '../../views/errors/otherOrganisation.ts';
import { formToken } from './csrf.ts';
import { deskFrame, sendPage } from './page.ts';
import type { OtherOrganisation } from './refusal.ts';
import { staffIn } from './staff.ts';
import { hadFiles } from './uploads.ts';
import { visitFrame } from './visit.ts';
import { allWrittenIn, writtenFields } from './written.ts';

/** Says which organisation a form belongs to and offers to send it there with its content. */
export async function sendBelonging(
  response: Response,
  { organisationId }: OtherOrganisation,
): Promise<void> {
  const organisation = await organisationById(organisationId);
  const written = allWrittenIn(response.req);
  if (response.locals.visit) {
    const elsewhere = { name: organisation.name, address: (await publicPathOf(organisation)) || '/' };
    const page = otherOrganisationPage(visitFrame(response), { kind: 'public', ...elsewhere, written });
    return sendPage(response, 'errors/otherOrganisation', page, 'public', 409);
  }
  const worksThere = staffIn(response)?.organisations.some(({ id }) => id === organisationId);
  const given = worksThere
    ? ({ kind: 'elsewhere', sending: sendingTo(response, organisation) } as const)
    : ({ kind: 'removed' } as const);
  const page = otherOrganisationPage(deskFrame(response), { ...given, name: organisation.name, written });
  sendPage(response, 'errors/otherOrganisation', page, 'desk', 409);
}

/** The way to the form's organisation. The form can be sent again there, unless it had files: those are not kept. */
function sendingTo(response: Response, organisation: Organisation) {
  const { req: request } = response;
  const again = hadFiles(response) ? undefined : request.originalUrl;
  return {
    slug: organisation.slug,
    again,
    token: formToken(response, organisation),
    fields: again ? writtenFields(request) : [],
  };
}
