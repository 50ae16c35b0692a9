import type { LetterContext } from '../../models/letter/context.ts';
import type { Pen } from './pen.ts';

/** Whether the time to answer stands still while we wait for the person: said only where it does. */
export function waiting({ reply }: LetterContext, { t }: Pen): string {
  return reply?.state === 'paused' ? t('letters:waiting.paused') : t('letters:waiting.running');
}
