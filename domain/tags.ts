import { folded } from './folding.ts';
import { RuleViolation } from './ruleViolation.ts';
import { line } from './writing.ts';

/** A word that an organisation sorts its requests by. It decides nothing. */
export type Tag = { id: number; name: string };

const LONGEST_TAG = 40;
/** So many tags at most on one request. */
export const MOST_TAGS = 20;

/** A tag as it is stored: one line of at most 40 characters. Throws `tag-missing` and `tag-too-long`. */
export function tagName(typed: string): string {
  const name = line(typed);
  if (!name) throw new RuleViolation('tag-missing', {}, 'tag');
  if (name.length > LONGEST_TAG) throw new RuleViolation('tag-too-long', { most: LONGEST_TAG }, 'tag');
  return name;
}

/** What two spellings of one tag share: `Été` and `ete` are the same tag. */
export const tagKey = (name: string): string => folded(name) || name;
