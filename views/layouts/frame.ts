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
  languages?: readonly Language[];
  /** The rest of the page's query, which a switch of language keeps: filters, the way back. */
  query?: string;
  csrfToken?: string;
  /** Every organisation the user works for, when there are several. */
  organisations?: { slug: string; name: string; current: boolean }[];
  user?: { name: string };
  navigation?: NavigationLink[];
  /** Said once, after something was done. */
  notice?: string;
  /** Said on every page as long as it is so: no SMTP server is set. */
  banner?: { text: string; href?: string; link?: string };
  /** True when the page shows faults of a form: the window's title says so first. */
  faulty?: boolean;
  /** The public pages' own first address: `/`, or `/o/:organisation` on a desk of several. */
  home?: string;
  /** False keeps search engines out (secret links). Desk pages are never indexed. */
  indexed?: boolean;
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

/** The least frame there is, for faults that happen before anything is known. */
export function plainFrame(language: Language, organisationName = 'Rightsdesk'): FrameBase {
  return { language, t: translator(language), organisationName, languages: LANGUAGES };
}
