import { randomBytes } from 'node:crypto';

/**
 * What finds a draft: the secret of a browser, a dot, and the id of a form. The secret is in a cookie and opens each form of that
 * browser; the id is in the form's addresses, and alone opens nothing.
 */
export const tokenOf = (browser: string, form: string): string => `${browser}.${form}`;

export const browserOf = (token: string): string => token.split('.', 2)[0] ?? '';
export const formOf = (token: string): string => token.split('.', 2)[1] ?? '';

export const newBrowser = (): string => randomBytes(24).toString('base64url');
/** As many forms as people begin in one browser are told apart by nine bytes. */
export const newForm = (): string => randomBytes(9).toString('base64url');
export const newToken = (): string => tokenOf(newBrowser(), newForm());
