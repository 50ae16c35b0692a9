/** The languages of the demo's people; its pages exist in every language of the desk. */
export type DemoLanguage = 'en' | 'fr';
