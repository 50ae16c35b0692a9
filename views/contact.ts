import type { FrameBase } from './layouts/frame.ts';

/** How to reach an organisation without our forms, and for persons a link to the status page. View: `partials/contact`. */
export type Contact = {
  title: string;
  email?: { address: string; href: string };
  postal: string[];
  status?: { href: string; text: string };
};

export type Reachable = { name: string; replyAddress: string; postalAddress: string };

/** With `words`, the email that its link opens already contains them. */
export function contactOf(
  { t, home = '/' }: FrameBase,
  { name, replyAddress, postalAddress }: Reachable,
  words: readonly string[] = [],
): Contact {
  const body = words.join('\r\n\r\n').slice(0, LONGEST_LINK);
  const query = body && `?body=${encodeURIComponent(body.toWellFormed())}`;
  return {
    title: t('frame:contact.title', { name }),
    email: replyAddress ? { address: replyAddress, href: `mailto:${replyAddress}${query}` } : undefined,
    postal: postalAddress.split('\n').filter((line) => line.trim() !== ''),
    status: { href: `${home.replace(/\/$/, '')}/status`, text: t('frame:whereItStands') },
  };
}

/** The same for whoever is no person with a request here, such as a provider: without the way to the status page. */
export const contactOfOthers = (base: FrameBase, organisation: Reachable): Contact => ({
  ...contactOf(base, organisation),
  status: undefined,
});

/** The longest link that mail programs accept. */
const LONGEST_LINK = 1500;
