/** Whether a text can be written to as one mail address: `anna@example.org`. Only the form is looked at. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 320 && /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\.]+(\.[^\s@<>,;:"()[\]\\.]+)+$/.test(text)
  );
}

/** The one form in which an address is stored and compared: ` Anna@Example.org ` is `anna@example.org`. */
export const normalisedEmail = (text: string): string => text.trim().toLowerCase();
