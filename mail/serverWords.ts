/**
 * What a server says, as far as it can be seen: signs that would turn the direction of a page, move the cursor of a terminal or
 * that a database does not take (NUL) are left out. The ends of its lines stay.
 */
export const plainWords = (said: string): string => said.replace(/[^\P{C}\n\t]/gu, '');
