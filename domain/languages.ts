/** How a language is offered: its own name, whose dates and numbers it writes, and whether the pages for staff have all their words in it. */
type Spoken = { name: string; locale: string; staff: boolean };

/** The languages of the desk, in the order of their menus. One more is one line here and a folder in `views/locales` (docs/adding-a-language.md). */
const SPOKEN = {
  en: { name: 'English', locale: 'en-GB', staff: true },
  fr: { name: 'Français', locale: 'fr-FR', staff: true },
  de: { name: 'Deutsch', locale: 'de-DE', staff: false },
} as const satisfies Record<string, Spoken>;

export type Language = keyof typeof SPOKEN;

/** In which the public pages, letters and reasons are written. */
export const LANGUAGES = Object.keys(SPOKEN) as readonly Language[];

/** In which the pages for staff are written too; whoever reads another finds them in English. */
export const STAFF_LANGUAGES: readonly Language[] = LANGUAGES.filter((language) => SPOKEN[language].staff);

/** A language in its own words: "Français". */
export const languageName = (language: Language): string => SPOKEN[language].name;

/** Whose dates and numbers a language writes: `fr-FR`. */
export const localeOf = (language: Language): string => SPOKEN[language].locale;

/** The language that a text names, if the desk speaks it. */
export const asLanguage = (text: unknown): Language | undefined => LANGUAGES.find((one) => one === text);

/** Something said in the languages of the desk: in English always, in others where somebody has written it. */
export type Worded = { en: string } & Partial<Record<Language, string>>;

/** What an object says in the languages of the desk, and nothing else of it; nothing where it has no English. */
export const wordedIn = (given: object): Worded | undefined =>
  'en' in given
    ? (Object.fromEntries(Object.entries(given).filter(([key]) => asLanguage(key))) as Worded)
    : undefined;

/** Something of each language. */
export const inEach = <One>(make: (language: Language) => One): Record<Language, One> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, One>;
