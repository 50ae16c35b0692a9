import { z } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { hasControls, line, lines } from '../../domain/writing.ts';

const one = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]);

/** A text field with any number of lines, trimmed: empty if missing; the first of several. */
export const text = one.transform(lines).default('');

/** A text field with one line, such as a name or an address. */
export const oneLine = one.transform(line).default('');

/** A password, exactly as typed. */
export const untouched = z.string().default('');

/** Ticked boxes with one name: none, one or several. */
export const texts = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .transform((all) => all.map(lines).filter(Boolean))
  .default([]);

/** A hidden whole number, such as a row's version; 0 if it is none. */
export const wholeNumber = text.transform((given) => (/^\d{1,9}$/.test(given) ? Number(given) : 0));

/**
 * Faults for the fields of a form that held characters which cannot be displayed. They are stored without them, so the form is shown
 * again in that form for its author to check.
 */
export const unreadableIn = (body: unknown): RuleViolation[] =>
  Object.entries(body ?? {})
    .filter(([name, given]) => !UNTOUCHED.includes(name) && [given].flat().some(isUnreadable))
    .map(([name]) => new RuleViolation('signs-removed', {}, name));

/** The same for forms whose faults are thrown. */
export function assertReadable(body: unknown): void {
  const [fault] = unreadableIn(body);
  if (fault) throw fault;
}

const UNTOUCHED = ['password'];
const isUnreadable = (given: unknown): boolean => typeof given === 'string' && hasControls(given);
