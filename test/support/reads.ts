import assert from 'node:assert/strict';
import type { Step } from '../../domain/calendar/step.ts';
import { explainAll } from '../../views/because.ts';
import { translator } from '../../views/i18n.ts';

export const en = (steps: readonly Step[]) => explainAll(steps, translator('en'), 'en');
/** German, with ordinary spaces. */
export const de = (steps: readonly Step[]) =>
  explainAll(steps, translator('de'), 'de').map((sentence) => sentence.replaceAll('\u00a0', ' '));
export const fr = (steps: readonly Step[]) =>
  explainAll(steps, translator('fr'), 'fr').map((sentence) => sentence.replaceAll('\u00a0', ' '));

/** Checks the whole text in both languages, except the line that names the calendar. */
export function reads(steps: readonly Step[], english: string, french: string): void {
  const counted = steps.filter(({ code }) => !code.startsWith('calendar'));
  assert.deepEqual(en(counted), linesOf(english));
  assert.deepEqual(fr(counted), linesOf(french));
}

export const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());
