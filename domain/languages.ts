/** A language: its own name, the locale of its dates and numbers, and whether the staff pages are fully translated. */
type LanguageEntry = { name: string; locale: string; staff: boolean };

/** The languages of the desk, in menu order. A new one is a line here and a folder in `views/locales` (docs/adding-a-language.md). */
const SPOKEN = {
  en: { name: 'English', locale: 'en-GB', staff: true },
  fr: { name: 'Français', locale: 'fr-FR', staff: true },
  de: { name: 'Deutsch', locale: 'de-DE', staff: false },
} as const satisfies Record<string, LanguageEntry>;

export type Language = keyof typeof SPOKEN;

/** The languages of the public pages, letters and reasons. */
export const LANGUAGES = Object.keys(SPOKEN) as readonly Language[];

/** The languages that the staff pages have too; readers of any other see them in English. */
export const STAFF_LANGUAGES: readonly Language[] = LANGUAGES.filter((language) => SPOKEN[language].staff);

/** The language's own name: "Français". */
export const languageName = (language: Language): string => SPOKEN[language].name;

/** The locale of a language's dates and numbers: `fr-FR`. */
export const localeOf = (language: Language): string => SPOKEN[language].locale;

/** The language that a text names, if the desk has it. */
export const asLanguage = (text: unknown): Language | undefined => LANGUAGES.find((one) => one === text);

/** A text in the languages of the desk: always in English, in others where it was translated. */
export type Worded = { en: string } & Partial<Record<Language, string>>;

/** The texts of an object in the languages of the desk, without its other keys; undefined where it has no English. */
export const wordedIn = (given: object): Worded | undefined =>
  'en' in given
    ? (Object.fromEntries(Object.entries(given).filter(([key]) => asLanguage(key))) as Worded)
    : undefined;

/** A record with one value for each language. */
export const inEach = <One>(make: (language: Language) => One): Record<Language, One> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, One>;
