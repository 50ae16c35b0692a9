import type { LetterContext } from '../../models/letter/context.ts';
import type { Pen } from './pen.ts';

/** Says whether the time limit is paused while we wait for the person. */
export function waiting({ reply }: LetterContext, { t }: Pen): string {
  return reply?.state === 'paused' ? t('letters:waiting.paused') : t('letters:waiting.running');
}
