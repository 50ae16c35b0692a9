import type { KeptBack } from '../../domain/answers/answerFile.ts';
import type { Wording } from '../i18n.ts';
import { inBrackets } from '../law.ts';

/** What the person is told was kept back of an answer, a line for each reason; without repeating what it was. */
export function keptBackLines(reader: Wording, keptBack: KeptBack | undefined): string[] {
  if (!keptBack) return [];
  const article = inBrackets(reader, keptBack.article);
  return [
    ...keptBack.removed.map(({ reason, files }) =>
      reader.t(`letters:keptBack.removed.${reason}`, { count: files, article }),
    ),
    ...keptBack.leftOut.map(({ reason, count }) =>
      reader.t(`letters:keptBack.leftOut.${reason}`, { count, article }),
    ),
  ];
}

/** The same as one paragraph under its heading; empty where nothing was kept back. */
export function keptBackText(reader: Wording, keptBack: KeptBack | undefined): string {
  const lines = keptBackLines(reader, keptBack);
  return lines.length > 0 ? [reader.t('letters:keptBack.heading'), ...lines].join('\n') : '';
}
