/** `a…@example.org`: enough for its owner to recognise the mailbox. */
export const masked = (email: string): string => email.replace(/^(.)[^@]*/u, '$1…');
