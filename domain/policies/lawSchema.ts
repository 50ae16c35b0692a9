import { z } from 'zod';
import { only } from '../fault.ts';
import { RIGHTS } from '../rights.ts';
import { worded } from '../worded.ts';
import { groundFrom, isShared } from './grounds.ts';
import { COMPLAINT_KINDS } from './law.ts';

// What a pack file may say about its law.

const text = z.string().trim().min(1);

const passage = z.union([text, worded], { error: 'a passage of the law, or its words as en and fr' });
const cite = text.includes('{article}', { error: 'a text with {article} in it' });
const confirmed = z.boolean().default(true);

const refusal = only({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, figures and hyphens'),
  article: passage.optional(),
  rights: z.array(z.enum(RIGHTS)).min(1).optional(),
  title: worded.optional(),
  confirmed,
})
  .refine(({ id, title, rights }) => isShared(id) || (title && rights), {
    message: 'a ground of its own needs title and rights',
  })
  .transform(groundFrom);

/** Where to complain, the courts, and the grounds of refusal: what letters cite. */
export const lawSchema = only({
  name: worded,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country by its ISO code, like CH')
    .optional(),
  cite: only({ en: cite, fr: cite.optional() }).optional(),
  rights: z.partialRecord(z.enum(RIGHTS), passage).default({}),
  complaint: only({
    kind: z.enum(COMPLAINT_KINDS).default('complaint'),
    to: z.union([z.literal('member-state'), only({ name: worded, site: text })], {
      error: 'give member-state, or the authority by name and site',
    }),
    article: passage.optional(),
    confirmed,
  }).optional(),
  court: only({ article: passage.optional(), confirmed }).optional(),
  extension: only({ article: passage, byGrounds: z.boolean().default(false) }).optional(),
  exceptions: z.partialRecord(z.enum(RIGHTS), passage).default({}),
  identity: passage.optional(),
  reasons: passage.optional(),
  refusals: z.array(refusal).default([]),
});
