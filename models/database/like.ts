/** A pattern for LIKE that finds what contains a text as it is; the condition says `ESCAPE '!'`. */
export const containing = (text: string): string => `%${text.replace(/[!%_]/g, '!$&')}%`;
