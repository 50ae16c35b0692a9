import { RuleViolation } from '../ruleViolation.ts';
import { line, lines, nameFaults } from '../writing.ts';

/** Where the address stands for the window of an envelope: on the left as in Germany (DIN 5008), on the right as in France. */
export const WINDOWS = ['left', 'right'] as const;
export type AddressWindow = (typeof WINDOWS)[number];

/** What heads and ends an organisation's letters. Without a name it is that of the organisation; `logo` is the digest of a picture. */
export type LetterheadText = {
  name: string;
  signature: string;
  windowAt: AddressWindow;
  logo: string | null;
};

const LONGEST_NAME = 100;
const LONGEST_SIGNATURE = 400;
const MOST_LINES = 6;

/** The texts as they are stored. Throws `text-too-long`, `too-many-lines` and `name-without-letters` beside their fields. */
export function checkedLetterhead(given: Pick<LetterheadText, 'name' | 'signature'>) {
  const [name, signature] = [line(given.name), lines(given.signature)];
  const [fault] = nameFaults(name, 'name');
  if (fault) throw fault;
  if (name.length > LONGEST_NAME) throw new RuleViolation('text-too-long', { most: LONGEST_NAME }, 'name');
  if (signature.length > LONGEST_SIGNATURE)
    throw new RuleViolation('text-too-long', { most: LONGEST_SIGNATURE }, 'signature');
  if (signature.split('\n').length > MOST_LINES)
    throw new RuleViolation('too-many-lines', { most: MOST_LINES }, 'signature');
  return { name, signature: signature.replace(/\n[ \t]*(?=\n)/g, '') };
}
