import type { LetterState } from '../../domain/lifecycle/vocabulary.ts';
import type { ListedLetter } from '../../models/letter/listing.ts';
import { shortMoment } from '../dates.ts';
import type { T } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { reasonIn } from './outboxReason.ts';

type OutboxPageInput = {
  letters: ListedLetter[];
  next?: number;
  state?: LetterState;
  after?: number;
  zone: string;
  mailConfigured: boolean;
};
type OutboxPage = {
  frame: Frame;
  tabs: object[];
  columns: object[];
  rows: object[];
  empty?: object;
  pagination: { next?: string; first?: string };
};

const HOME = '/settings/outbox';
const TABS: (LetterState | undefined)[] = [undefined, 'queued', 'failed', 'sent', 'returned', 'cancelled'];
const COLUMNS = ['letter', 'to', 'request', 'ordered', 'tries', 'state'];

/** All letters, the newest first, with addressee and state. */
export function outboxPage(base: FrameBase, given: OutboxPageInput): OutboxPage {
  const { t, language } = base;
  const { letters, next, state, after, zone } = given;
  return {
    frame: { ...base, title: t('outbox:title') },
    tabs: TABS.map((tab) => ({
      href: addressOf(tab),
      text: t(`outbox:tab.${tab ?? 'all'}`),
      current: tab === state,
    })),
    columns: COLUMNS.map((column) => ({ text: t(`outbox:column.${column}`), numeric: column === 'tries' })),
    rows: letters.map((letter) => ({
      cells: [
        { text: t(`events:letterKind.${letter.kind}`), href: `${HOME}/${letter.id}` },
        { text: letter.toName },
        letter.reference
          ? { text: letter.reference, href: `/requests/${letter.reference}` }
          : { text: letter.kind === 'invitation' ? '' : t('outbox:noRequest') },
        { text: shortMoment(letter.createdAt, language, zone) },
        { text: String(letter.attempts) },
        stateOf(letter, t),
      ],
    })),
    empty: letters.length > 0 ? undefined : { title: t('outbox:empty.title'), text: t('outbox:empty.text') },
    pagination: {
      next: next ? addressOf(state, next) : undefined,
      first: after ? addressOf(state) : undefined,
    },
  };
}

/** "Waiting", or "Not sent: 550 no such mailbox". */
function stateOf(letter: ListedLetter, t: T): object {
  const state = stateWords(letter, t);
  const note = reasonIn(letter.lastError, t);
  return { text: note ? t('outbox:stateBecause', { state }) : state, status: TONE[letter.state], note };
}

/** Open: a person must act; waiting: for the mail server; closed: done. */
const TONE: Record<LetterState, 'open' | 'waiting' | 'closed'> = {
  queued: 'waiting',
  failed: 'open',
  sent: 'closed',
  cancelled: 'closed',
  returned: 'open',
};

type LetterProgress = Pick<ListedLetter, 'state' | 'channel' | 'perhapsTakenAt'>;

/** "Waiting", "Sent", "Posted", "Perhaps sent". */
export function stateWords(letter: LetterProgress, t: T): string {
  const { state, channel } = letter;
  if (state === 'sent' && channel === 'post') return t('outbox:statePosted');
  if (state === 'queued' && channel === 'post') return t('outbox:paper.state');
  return t(isPerhapsTaken(letter) ? `outbox:perhaps.${state}` : `outbox:state.${state}`);
}

/** The mail server may have it, and no record settles it yet. */
export const isPerhapsTaken = ({ state, perhapsTakenAt }: Omit<LetterProgress, 'channel'>): boolean =>
  perhapsTakenAt !== null && (state === 'queued' || state === 'failed');

function addressOf(state?: LetterState, after?: number): string {
  const query = new URLSearchParams({ ...(state && { state }), ...(after && { after: String(after) }) });
  return query.size > 0 ? `${HOME}?${query}` : HOME;
}
