import { z } from 'zod';

// Input from files and programs is read by schemas, whose faults say what is wrong and what is allowed.

/** What is wrong with some content: where, and what is allowed. `key` is a key that should not be there. */
export type Fault = { path: (string | number)[]; message: string; key?: string };

/** A schema for an object with these keys and no others: a misspelt `rols: false` must not be ignored. */
export function only<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const allowed = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'unrecognized_keys') return `allowed here: ${allowed}`;
      return issue.input === undefined ? undefined : `give a map with the keys ${allowed}`;
    },
  });
}

/** Every fault that a schema found, with a fault for each unknown key. */
export function faultsOf(error: z.core.$ZodError): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path, key, message: `unknown key "${key}"; ${issue.message}` }));
    }
    return [{ path, message: plain(issue.message) }];
  });
}

/** The schema library's message for a missing value or a wrong type, in our words. */
function plain(message: string): string {
  const kind = /^Invalid input: expected (\w+), received (\w+)$/.exec(message);
  if (kind?.[2] === 'undefined') return `missing; give ${NAMES[kind[1] as string] ?? `a ${kind[1]}`}`;
  if (kind) return `give ${NAMES[kind[1] as string] ?? `a ${kind[1]}`}`;
  const choice = /^Invalid option: expected one of (.*)$/.exec(message);
  if (choice) return `give one of ${(choice[1] as string).replaceAll('"', '').split('|').join(', ')}`;
  return /^Too small: expected array/.test(message) ? 'give at least one' : message;
}

const NAMES: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  object: 'a map',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
};
