import type { T } from '../i18n.ts';

/** The person that a request is about, or the client of whoever made it. */
export const personWords = (t: T, person: string, client?: string): string =>
  client ? t('requests:clientOf', { client, person }) : person;
