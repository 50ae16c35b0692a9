/**
 * Whether a text can be written to as one mail address: `anna@example.org`. Only the form is looked at; signs that cannot
 * be seen (controls, marks that turn the direction of writing) are in none.
 */
export function isEmail(text: string): boolean {
  return (
    text.length <= 320 &&
    /^[^\s\p{C}@<>,;:"()[\]\\]+@[^\s\p{C}@<>,;:"()[\]\\.]+(\.[^\s\p{C}@<>,;:"()[\]\\.]+)+$/u.test(text)
  );
}

/** The one form in which an address is stored and compared: ` Anna@Example.org ` is `anna@example.org`. */
export const normalisedEmail = (text: string): string => text.trim().toLowerCase();
