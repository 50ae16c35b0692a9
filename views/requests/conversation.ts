import { verbPath } from '../../domain/lifecycle/verbs.ts';
import type { MessageNote } from '../../models/subjectRequest/messageNotes.ts';
import type { LetterNote, RequestPage } from '../../models/subjectRequest/page.ts';
import { longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { filesById, type ShownFile } from './files.ts';
import { letterState } from './letters.ts';
import { actorName } from './log.ts';
import { type Undo, undoOf } from './offer.ts';
import { isOffered } from './offers.ts';
import type { ShownRequestWithFiles } from './shownRequest.ts';

/** What one side wrote to the other: the person by the status page, we by a letter, with what became of it. */
export type ConversationEntry = {
  head: string;
  text: string;
  files: ShownFile[];
  /** What a colleague said of what came by hand. */
  note?: string;
  /** Of a letter of ours. */
  state?: { text: string; waits: boolean };
  isUnread: boolean;
};

export type Conversation = {
  said: ConversationEntry[];
  /** Marks what waits as read. */
  unread?: Undo;
  /** Who has marked it as read, and the way back. */
  read?: Undo;
  reply?: { href: string; text: string };
};

/** Letters that say something to the person and ask for words in turn. */
const WORDS: Partial<Record<LetterNote['kind'], string>> = {
  message: 'text',
  'clarification-request': 'question',
  'identity-request': 'needed',
};

/** Messages both ways, the first first. */
export function conversationOf(base: FrameBase, given: ShownRequestWithFiles): Conversation {
  const { page, role } = given;
  const letters = page.letters.filter(({ kind, recipient }) => recipient === 'person' && WORDS[kind]);
  const said = [
    ...page.messages.map((message) => ({ at: message.at, ...saidByThem(base, given, message) })),
    ...letters.map((letter) => ({ at: letter.createdAt, ...saidByUs(base, given, letter) })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const read = undoOf(base, given, 'mark-unread');
  const reply = { href: verbPath('write-message', page.request.reference), text: base.t('requests:reply') };
  return {
    said,
    unread: undoOf(base, given, 'mark-read'),
    read: read && { ...read, text: readWords(base, page) },
    reply: page.messages.length > 0 && isOffered('write-message', page, role) ? reply : undefined,
  };
}

function saidByThem(base: FrameBase, given: ShownRequestWithFiles, message: MessageNote): ConversationEntry {
  const { t, language } = base;
  const { personName, zone } = given.page.request;
  const words = { who: personName, when: longMoment(message.at, language, zone) };
  return {
    head: t('requests:messageFrom', words),
    text: message.text,
    files: filesById(base, given, message.files),
    note: message.note,
    isUnread: message.isUnread,
  };
}

function saidByUs(base: FrameBase, { page }: ShownRequestWithFiles, letter: LetterNote): ConversationEntry {
  const { t, language } = base;
  const when = longMoment(letter.createdAt, language, page.request.zone);
  return {
    head: t('requests:messageToPerson', { kind: t(`events:letterKind.${letter.kind}`), when }),
    text: letter.words[WORDS[letter.kind] ?? ''] ?? '',
    files: [],
    state: letterState(base, page, letter),
    isUnread: false,
  };
}

/** "Read by Camille Moreau, Monday 2 March 2026, 10:00". */
function readWords({ t, language }: FrameBase, page: RequestPage): string {
  const last = page.events.findLast(({ kind }) => kind === 'messages-read');
  if (!last) return '';
  const when = longMoment(new Date(last.at), language, page.request.zone);
  return t('requests:messageRead', { who: actorName(t, page, last.actor), when });
}
