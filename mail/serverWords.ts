/**
 * A server's words without characters that reverse the text direction, move a terminal's cursor or cannot be stored (NUL). Line
 * breaks are kept.
 */
export const plainWords = (said: string): string => said.replace(/[^\P{C}\n\t]/gu, '');
