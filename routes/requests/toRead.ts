import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { shapeOf, type VerbName } from '../../domain/lifecycle/verbs.ts';
import type { IncomingFile } from '../../models/attachment/store.ts';
import type { By } from '../../models/desk.ts';
import { type Rehearsed, rehearse } from '../../models/letter/rehearsal.ts';
import { greetingOf } from '../../views/letters/named.ts';
import { penOf } from '../../views/letters/pen.ts';
import type { AppDesk } from '../appDesk.ts';
import { text } from '../middleware/text.ts';

/** A letter to read before it is sent, and a digest of the form when it was shown. */
export type ToRead = Rehearsed & { greeting: string; digest: string; isChanged: boolean };

type SentVerb = {
  verb: VerbName;
  request: Request;
  form: Record<string, string>;
  files: IncomingFile[];
  reference: string;
  run(): Promise<unknown>;
};

/** The letter that a form would send, unless its author has been shown exactly these words. */
export async function letterToRead(desk: AppDesk, by: By, sent: SentVerb): Promise<ToRead | undefined> {
  const { verb, request, form, files, reference, run } = sent;
  if (!shapeOf(verb).fields.includes('sending')) return undefined;
  const shown = text.catch('').parse(request.body?.letterShown);
  if (shown === digestOf(form, files)) return undefined;
  const rehearsed = await rehearse(desk, by, reference, run);
  if (!rehearsed) return undefined;
  const greeting = form.greeting || greetingOf(rehearsed.context, penOf(rehearsed.context));
  return { ...rehearsed, greeting, digest: digestOf({ ...form, greeting }, files), isChanged: shown !== '' };
}

/** The form without a text of its own where the text of the letter was sent back as it was shown. */
export function withoutSameText(form: Record<string, string>, body: unknown): Record<string, string> {
  const { wordingShown } = TextShown.parse(body ?? {});
  return form.wording && form.wording === wordingShown ? { ...form, wording: '' } : form;
}

const TextShown = z.object({ wordingShown: text });

/** A digest of the form. The confirmation that a date moves is not part of the letter. */
function digestOf({ confirmed: _, ...form }: Record<string, string>, files: IncomingFile[]): string {
  const written = Object.entries(form).map(([name, value]) => [name, value.replace(/\r\n?/g, '\n')]);
  const names = files.map(({ name }) => name);
  return createHash('sha256')
    .update(JSON.stringify([written, names]))
    .digest('base64url');
}
