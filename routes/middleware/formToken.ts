import type { Request, Response } from 'express';
import type { AppDesk } from '../appDesk.ts';

/** The content of a form's hidden field `_csrf`: the token, and the form's organisation if it has one. */
type TokenParts = { token: string; organisationId: number | undefined };

/** The token for the forms of an organisation's page, signed so that the organisation's number cannot be changed. */
export const namingOrganisation = (response: Response, token: string, organisationId: number): string =>
  [token, organisationId, signature(response, token, organisationId)].join('~');

/** Parses a submitted token. An organisation with a wrong signature is ignored. */
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
