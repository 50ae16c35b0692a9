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
  /** Languages the reader may switch to; the layout links `?lang=`. */
  languages?: { language: Language; name: string }[];
  /** The rest of the page's query, which a switch of language keeps: filters, the way back. */
  query?: string;
  csrfToken?: string;
  /** Every organisation the user works for, when there are several. */
  organisations?: { slug: string; name: string; current: boolean }[];
  user?: { name: string };
  navigation?: NavigationLink[];
  /** Said once, after something was done. */
  notice?: string;
  /** Said on every page as long as it is so: no letter leaves. */
  banner?: Banner;
  /** True when the page shows faults of a form: the window's title says so first. */
  faulty?: boolean;
  /** The public pages' own first address: `/`, or `/o/:organisation` on a desk of several. */
  home?: string;
  /** The id of the public form that is being filled in: its links and forms name it. */
  form?: string;
  /** Its questions in their order, which its answers may change. */
  questions?: readonly string[];
  /** The id of the page's form: what leads away from the page sends what is typed there, so that it is kept. */
  typing?: string;
  /** Where what was written in it so far can be deleted. */
  deletion?: string;
  /** False keeps search engines out (secret links). Desk pages are never indexed. */
  indexed?: boolean;
};
/** The id of a form whose page sends what is typed in it along with whoever leaves it. */
export const TYPING = 'typing';
export type Banner = {
  text: string;
  href?: string;
  link?: string;
  /** Folded: what was said, what helps. */
  detail?: { summary: string; rows: { key: string; value: string; code?: string }[]; end: string };
};
export type FrameBase = Omit<Frame, 'title'>;
export type NavigationLink = { href: string; text: string; current: boolean };

/** The places of the desk, in the order of its top bar. */
export const SECTIONS = ['requests', 'newRequest', 'outbox', 'policies', 'organisation'] as const;
export type Section = (typeof SECTIONS)[number];

const ADDRESSES: Record<Section, string> = {
  requests: '/requests',
  newRequest: '/requests/new',
  outbox: '/settings/outbox',
  policies: '/policies',
  organisation: '/settings/organisation',
};

/** The top bar: the sections that exist for this user, in the house order. */
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

/** The least frame there is, for faults that happen before anything is known. */
export function plainFrame(language: Language, organisationName = 'Rightsdesk'): FrameBase {
  return { language, t: translator(language), organisationName, languages: menuOf(LANGUAGES) };
}
