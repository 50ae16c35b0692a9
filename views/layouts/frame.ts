import { languageName } from '../../domain/languages.ts';
import type { Language, T } from '../i18n.ts';
import { LANGUAGES, translator } from '../i18n.ts';

/** What surrounds every page. Routes make it once per request; the page's `.ts` adds `title`. */
export type Frame = {
  language: Language;
  t: T;
  /** The page's own title: its heading and the first part of the window's. */
  title: string;
  organisationName: string;
  /** Languages that the reader may switch to, by `?lang=`. */
  languages?: { language: Language; name: string }[];
  /** The rest of the page's query, which a switch of language keeps: filters, the way back. */
  query?: string;
  csrfToken?: string;
  /** The user's organisations, if there are several. */
  organisations?: { slug: string; name: string; current: boolean }[];
  user?: { name: string };
  navigation?: NavigationLink[];
  /** Shown once, after something was done. */
  notice?: string;
  /** Shown on every page while no letter leaves. */
  banner?: Banner;
  /** On every page of a rehearsal: that it is one, what its clock says, and the ways to its own page and out of it. */
  rehearsal?: { text: string; now: string; links: { href: string; text: string }[] };
  /** True if the page shows faults of a form: the window's title then says so first. */
  faulty?: boolean;
  /** The first public page: `/`, or `/o/:organisation` on a desk of several. */
  home?: string;
  /** The id of the public form being filled in, for its links and forms. */
  form?: string;
  /** Its questions in order, which depends on its answers. */
  questions?: readonly string[];
  /** The id of the page's form: links that leave the page submit it, so that its content is saved. */
  typing?: string;
  /** The address that deletes the form. */
  deletion?: string;
  /** Below a page for whoever has no request here, such as a colleague or a provider: who asks, and what they see. */
  outsider?: string;
  /** False keeps search engines out (secret links). Desk pages are never indexed. */
  indexed?: boolean;
};
/** The id of a form that is submitted when its page is left. */
export const TYPING = 'typing';
type Banner = {
  text: string;
  href?: string;
  link?: string;
  /** Folded: the server's words and the remedy. */
  detail?: { summary: string; rows: { key: string; value: string; code?: string }[]; end: string };
};
export type FrameBase = Omit<Frame, 'title'>;
export type NavigationLink = { href: string; text: string; current: boolean };

/** The sections of the desk, in the order of its top bar. */
export const SECTIONS = [
  'today',
  'requests',
  'newRequest',
  'outbox',
  'systems',
  'policies',
  'reports',
  'organisation',
] as const;
export type Section = (typeof SECTIONS)[number];

const ADDRESSES: Record<Section, string> = {
  today: '/today',
  requests: '/requests',
  newRequest: '/requests/new',
  outbox: '/settings/outbox',
  systems: '/systems',
  policies: '/policies',
  reports: '/reports',
  organisation: '/settings/organisation',
};

/** The top bar: the sections that this user may open, in house order. */
export function navigationFor(
  permitted: readonly Section[],
  current: Section | undefined,
  t: T,
): NavigationLink[] {
  return SECTIONS.filter((section) => permitted.includes(section)).map((section) => ({
    href: ADDRESSES[section],
    text: t(`frame:nav.${section}`),
    current: section === current,
  }));
}

/** Languages to choose from, each by its own name. */
export const menuOf = (languages: readonly Language[]): Frame['languages'] =>
  languages.map((language) => ({ language, name: languageName(language) }));

/** The smallest frame, for errors before anything is known. */
export function plainFrame(language: Language, organisationName = 'Rightsdesk'): FrameBase {
  return { language, t: translator(language), organisationName, languages: menuOf(LANGUAGES) };
}
