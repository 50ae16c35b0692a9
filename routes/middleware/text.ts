import { z } from 'zod';

const plain = (given: string) => given.replaceAll('\r\n', '\n').replaceAll('\0', '').trim();

/** One text of a form or an address: absent is empty, of several the first counts, without the spaces around it. */
export const text = z
  .union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')])
  .transform(plain)
  .default('');

/** A password: exactly as typed. */
export const untouched = z.string().default('');

/** Ticked boxes of one name: none, one or several. */
export const texts = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .transform((all) => all.map(plain).filter(Boolean))
  .default([]);

/** A hidden whole number, such as the version of a row; 0 where it is none. */
export const wholeNumber = text.transform((given) => (/^\d{1,9}$/.test(given) ? Number(given) : 0));
