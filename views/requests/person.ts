import type { T } from '../i18n.ts';

/** Who a request is about: the person, or the client of whoever asks for them. */
export const personWords = (t: T, person: string, client?: string): string =>
  client ? t('requests:clientOf', { client, person }) : person;
