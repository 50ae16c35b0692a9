import { wordsIn } from '../../domain/redaction/removal.ts';
import type { Survivor } from '../../domain/redaction/report.ts';
import { cleaned } from '../cleaned.ts';
import { asOnePart, type CleanedFile, type FileToClean, wholeOf } from '../file.ts';
import { cleanedMail } from '../mail/cleaned.ts';
import { mailPages } from '../mail/pages.ts';
import { survivorsInMail } from '../mail/survivors.ts';
import { survivors } from '../survivors.ts';
import { cleanedMarkup, survivorsInMarkup } from '../text/wholeMarkup.ts';
import type { ChildOrder, CleanedBytes } from './tasks.ts';

/** HTML without the words. */
export const cleanWholeMarkup = async (order: ChildOrder): Promise<CleanedBytes> =>
  collected(cleanedMarkup(fileOf(order), order.removals));

/** A mail without the words. */
export const cleanWholeMail = async (order: ChildOrder): Promise<CleanedBytes> =>
  collected(await cleanedMail(fileOf(order), order.removals, cleaned));

/** The words that are still in HTML. */
export const survivorsInWholeMarkup = (order: ChildOrder): Promise<Survivor[]> =>
  survivorsInMarkup(fileOf(order), wordsIn(order.removals));

/** The words that are still in a mail. */
export const survivorsInWholeMail = (order: ChildOrder): Promise<Survivor[]> =>
  survivorsInMail(fileOf(order), wordsIn(order.removals), survivors);

/** What a person sees of a mail. */
export const pagesOfWholeMail = (order: ChildOrder): Promise<string[]> => mailPages(fileOf(order));

const fileOf = ({ name, bytes }: ChildOrder): FileToClean => ({
  name,
  mediaType: '',
  size: bytes.length,
  parts: asOnePart(bytes),
});

async function collected(file: CleanedFile): Promise<CleanedBytes> {
  const bytes = await wholeOf({ ...file, size: 0 });
  return { bytes, report: file.report() };
}
