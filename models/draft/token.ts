import { randomBytes } from 'node:crypto';

/**
 * The token of a draft: the browser's secret, a dot, and the form's id. The secret is in a cookie and opens each form of that
 * browser; the id is in the form's addresses, and opens nothing alone.
 */
export const tokenOf = (browser: string, form: string): string => `${browser}.${form}`;

export const browserOf = (token: string): string => token.split('.', 2)[0] ?? '';
export const formOf = (token: string): string => token.split('.', 2)[1] ?? '';

export const newBrowser = (): string => randomBytes(24).toString('base64url');
/** Nine random bytes suffice to distinguish the forms of one browser. */
export const newForm = (): string => randomBytes(9).toString('base64url');
export const newToken = (): string => tokenOf(newBrowser(), newForm());
