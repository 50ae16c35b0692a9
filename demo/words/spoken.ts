/** The languages that the people of the demo speak; its pages are there in every language of the desk. */
export type DemoLanguage = 'en' | 'fr';
