import type { RequestStanding } from '../../models/submission/page.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { type ToldPromise, toldPromises } from '../status/promises.ts';
import { receivedWords } from '../status/request.ts';
import { at } from './address.ts';

type SentPage = {
  frame: Frame;
  lead: string;
  references: { reference: string; right: string }[];
  mailbox?: string;
  noMailbox?: string;
  status: { href: string; text: string };
  keep: string;
  next: string[];
  requests: { title: string; promises: ToldPromise[] }[];
};

type SentPageInput = {
  standings: RequestStanding[];
  /** The full address of the status page, for the person to keep. */
  link: string;
  token: string;
  now: Date;
  documents: Record<string, string>;
};

/** Confirms the receipt: references, next steps with their dates, and the link to keep. View: `intake/sent`. */
export function sentPage(
  base: FrameBase,
  { standings, link, token, now, documents }: SentPageInput,
): SentPage {
  const { t } = base;
  const [first] = standings;
  const email = first?.request.personEmail;
  const unverified = standings.some(({ request }) => request.status === 'unverified');
  const count = standings.length;
  return {
    frame: { ...base, title: t('intake:sent.title', { count }), indexed: false },
    lead: first
      ? t('intake:sent.lead', { count, at: receivedWords(base, first), organisation: base.organisationName })
      : '',
    references: standings.map(({ request }) => ({
      reference: request.reference,
      right: t(`rights:${request.right}.name`),
    })),
    mailbox: email && unverified ? t('intake:sent.mailbox', { email }) : undefined,
    noMailbox: email ? undefined : t('intake:sent.noMailbox'),
    status: { href: at(base, `/status/${token}`), text: link },
    keep: t('intake:sent.keep'),
    next: ['read', 'doubt', 'answer'].map((step) => t(`intake:sent.next.${step}`)),
    requests: standings.map((standing) => ({
      title: t(`rights:${standing.request.right}.name`),
      promises: toldPromises(base, standing, now, documents).list,
    })),
  };
}
