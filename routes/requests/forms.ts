import type { Request } from 'express';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { IncomingFile } from '../../models/attachment/store.ts';
import type { By, Desk } from '../../models/desk.ts';
import { forgetFiles, keepFiles, keptFiles } from '../../models/draft/keptFiles.ts';
import type { WaitingFiles } from '../../views/requests/forms/context.ts';
import { text, texts } from '../middleware/text.ts';
import { filesOf } from '../middleware/uploads.ts';

/** Longer than any letter; short enough to show again on a page. */
const MOST_CHARACTERS = 50_000;
/** Forty pages: a longer text belongs in a file, and takes long to typeset. */
const MOST_LINES = 2000;

/** Fields of several boxes: the ticked values are read as one text, separated by spaces. */
const SEVERAL = ['with'];

/** The named fields of a form, each with any number of lines; missing ones are empty. */
export function readForm<F extends string>(names: readonly F[], body: unknown): Record<F, string> {
  const given = (body ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    names.map((name) => [
      name,
      SEVERAL.includes(name)
        ? texts.catch([]).parse(given[name]).join(' ')
        : text.catch('').parse(given[name]),
    ]),
  ) as Record<F, string>;
}

export function assertShort(form: Record<string, string>, most = MOST_CHARACTERS): void {
  for (const [name, value] of Object.entries(form)) {
    if (value.length > most) throw new RuleViolation('text-too-long', { most }, name);
    if (value.split('\n').length > MOST_LINES)
      throw new RuleViolation('too-many-lines', { most: MOST_LINES }, name);
  }
}

/** The files of a form: those sent now, and those kept from an attempt that had to be corrected. */
export async function readFiles(desk: Desk, by: By, request: Request) {
  const token = text.catch('').parse(request.body?.kept);
  const kept = await keptFiles(desk, by, token);
  const fresh = filesOf(request);
  let files = [...kept, ...fresh];
  return {
    files: () => files,
    /** Keeps them for the form that is shown again. */
    keep: async (): Promise<WaitingFiles | undefined> => {
      if (files.length === 0) return undefined;
      const names = files.map(({ name }) => name);
      return { token: fresh.length === 0 ? token : await keepAgain(desk, by, token, files), names };
    },
    /** They are stored with the request now: the form keeps none of them. */
    stored: async (): Promise<void> => {
      files = [];
      await forgetFiles(desk, by, token);
    },
    /** Deletes the kept ones once the form was accepted. */
    forget: () => forgetFiles(desk, by, token),
  };
}

async function keepAgain(desk: Desk, by: By, token: string, files: IncomingFile[]): Promise<string> {
  const next = await keepFiles(desk, by, files);
  await forgetFiles(desk, by, token);
  return next;
}
