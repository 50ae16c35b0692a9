import { RIGHTS } from '../../domain/rights.ts';
import { instructionField, type SystemForm, TEXT_FIELDS } from '../../domain/systems/systemForm.ts';
import { line, lines } from '../../domain/writing.ts';
import { oneLine, text, texts } from '../middleware/text.ts';

/** What the form of a system holds: ticked boxes and typed lines of one list are one list. */
export function systemFormIn(body: unknown): SystemForm {
  const given = (body ?? {}) as Record<string, unknown>;
  const list = (name: string) => [
    ...texts.catch([]).parse(given[name]),
    ...text.catch('').parse(given[`${name}More`]).split('\n').map(line).filter(Boolean),
  ];
  const one = (name: string) => oneLine.catch('').parse(given[name]);
  const instructions = RIGHTS.map((right) => [
    right,
    lines(text.catch('').parse(given[instructionField(right)])),
  ]);
  return {
    ...(Object.fromEntries(TEXT_FIELDS.map((field) => [field, one(field)])) as Omit<
      SystemForm,
      'categories' | 'identifiers' | 'after' | 'instructions'
    >),
    categories: list('categories'),
    identifiers: list('identifiers'),
    after: texts.catch([]).parse(given.after),
    instructions: Object.fromEntries(instructions.filter(([, said]) => said)),
  };
}
