import { z } from 'zod';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { hasControls, line, lines } from '../../domain/writing.ts';

const one = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]);

/** One text of a form or an address, of any number of lines: absent is empty, of several the first counts, without the spaces around it. */
export const text = one.transform(lines).default('');

/** A name, an address or another text of one line. */
export const oneLine = one.transform(line).default('');

/** A password: exactly as typed. */
export const untouched = z.string().default('');

/** Ticked boxes of one name: none, one or several. */
export const texts = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .transform((all) => all.map(lines).filter(Boolean))
  .default([]);

/** A hidden whole number, such as the version of a row; 0 where it is none. */
export const wholeNumber = text.transform((given) => (/^\d{1,9}$/.test(given) ? Number(given) : 0));

/**
 * The fields of a form that held signs which cannot be shown. What is kept is without them, so the form is shown again that way, for
 * whoever wrote it to look at.
 */
export const unreadableIn = (body: unknown): RuleViolation[] =>
  Object.entries(body ?? {})
    .filter(([name, given]) => !UNTOUCHED.includes(name) && [given].flat().some(isUnreadable))
    .map(([name]) => new RuleViolation('signs-removed', {}, name));

/** The same for a form whose faults are thrown. */
export function assertReadable(body: unknown): void {
  const [fault] = unreadableIn(body);
  if (fault) throw fault;
}

const UNTOUCHED = ['password'];
const isUnreadable = (given: unknown): boolean => typeof given === 'string' && hasControls(given);
