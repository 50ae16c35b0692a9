import type { Request } from 'express';
import { addAnswerFiles } from '../../models/answerDraft/addFiles.ts';
import { saveTyped } from '../../models/answerDraft/typed.ts';
import type { By } from '../../models/desk.ts';
import type { AppDesk } from '../appDesk.ts';
import { text, wholeNumber } from '../middleware/text.ts';
import type { readFiles } from './forms.ts';

/** Where a form can be left for: pages of the desk that its answer needs. */
const WAY = /^\/(requests|systems|policies)(\/[\w%-][\w%.-]*)*(\?[\w=&%.-]*)?(#[\w.-]+)?$/;

/** The page of the desk for which the form was left, if it was. */
export function wayIn({ body }: Request): string | undefined {
  const go = text.catch('').parse(body?.go);
  return WAY.test(go) ? go : undefined;
}

type LeftForm = { form: Record<string, string>; uploaded: Awaited<ReturnType<typeof readFiles>> };

/** Keeps what was typed and the files that were chosen: the files wait in the answer until somebody has looked at them. */
export async function keepTypedAnswer(
  desk: AppDesk,
  by: By,
  reference: string,
  { form, uploaded }: LeftForm,
): Promise<void> {
  const { typed, ...values } = form;
  const files = uploaded.files();
  await saveTyped(desk, by, { reference }, { version: wholeNumber.parse(typed), values });
  if (files.length === 0) return;
  const { refused } = await addAnswerFiles(desk, by, { reference }, { files });
  await uploaded.stored();
  if (refused) throw refused;
}
