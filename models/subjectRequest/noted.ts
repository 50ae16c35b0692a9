import type { Correctable } from '../../domain/corrections.ts';
import type { SubjectRequest } from '../subjectRequest.ts';
import type { Details } from './sealed.ts';

/** The person's details and the channel, each as text; empty if there is none. */
export function notedIn(
  request: Pick<SubjectRequest, 'personName' | 'personEmail' | 'channel' | 'language'>,
  { postalAddress = '', customerNumber = '', phone = '', userName = '', behalf }: Details,
) {
  return {
    personName: request.personName,
    email: request.personEmail ?? '',
    postalAddress,
    customerNumber,
    phone,
    userName,
    behalfName: behalf?.name ?? '',
    behalfEmail: behalf?.email ?? '',
    behalfPostalAddress: behalf?.postalAddress ?? '',
    behalfCustomerNumber: behalf?.customerNumber ?? '',
    behalfRelation: behalf?.relation ?? '',
    behalfAuthority: behalf?.authority ?? '',
    channel: request.channel,
    language: request.language,
  } satisfies Record<Correctable, string>;
}
