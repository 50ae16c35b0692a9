import type { Request, Response } from 'express';
import type { AppDesk } from '../appDesk.ts';

/** What a form's hidden field `_csrf` holds: the token, and the organisation that the form is of, where it is of one. */
type TokenParts = { token: string; organisationId: number | undefined };

/** The token as it goes into the forms of an organisation's page. Signed, so that the number in it is ours. */
export const namingOrganisation = (response: Response, token: string, organisationId: number): string =>
  [token, organisationId, signature(response, token, organisationId)].join('~');

/** What came back. An organisation that we did not sign is none. */
export function tokenPartsIn({ body, res }: Request): TokenParts {
  const given: unknown = body?._csrf;
  const [token = '', id = '', signed] = typeof given === 'string' ? given.split('~') : [];
  const ours = res && signed !== undefined && signed === signature(res, token, Number(id));
  return { token, organisationId: ours ? Number(id) : undefined };
}

function signature(response: Response, token: string, organisationId: number): string {
  const { keyring } = response.locals.desk as AppDesk;
  return keyring.token('form of an organisation', `${organisationId}:${token}`);
}
