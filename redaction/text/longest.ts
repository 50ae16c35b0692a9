import { RuleViolation } from '../../domain/ruleViolation.ts';

/** One value that is longer is not held in memory. */
const LONGEST = 64 * 1024 * 1024;

/** A value that arrives in pieces, held until its end. */
export function growing() {
  let pieces: string[] = [];
  let size = 0;
  return {
    add(piece: string): void {
      size += piece.length;
      if (size > LONGEST) throw new RuleViolation('value-too-long', { most: LONGEST / 1024 / 1024 });
      pieces.push(piece);
    },
    /** All of it; what comes next is another value. */
    taken(): string {
      const all = pieces.length === 1 ? (pieces[0] as string) : pieces.join('');
      [pieces, size] = [[], 0];
      return all;
    },
  };
}
