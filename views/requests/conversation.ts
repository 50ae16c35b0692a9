import { verbPath } from '../../domain/lifecycle/verbs.ts';
import type { LetterNote, MessageNote, RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { askedForAgain } from './answerAgain.ts';
import { filesById, type ShownFile } from './files.ts';
import { letterState } from './letters.ts';
import { actorName } from './log.ts';
import { type Undo, undoOf } from './offer.ts';
import { isOffered } from './offers.ts';
import type { ShownRequestWithFiles } from './shownRequest.ts';

/** A message in either direction: the person's on the status page, or ours by letter with its delivery. */
export type ConversationEntry = {
  head: string;
  text: string;
  files: ShownFile[];
  /** A colleague's note on a message recorded by hand. */
  note?: string;
  /** The delivery of our letter. */
  state?: { text: string; waits: boolean };
  isUnread: boolean;
};

export type Conversation = {
  said: ConversationEntry[];
  /** The form that marks it as read. */
  unread?: Undo;
  /** Who marked it as read, and the form that undoes it. */
  read?: Undo;
  reply?: { href: string; text: string };
  /** The form that sends an answer again whose link has expired. */
  again?: Undo;
};

/** The words of letters that say something to the person or ask them something. */
const WORDS: Partial<Record<LetterNote['kind'], string>> = {
  message: 'text',
  'clarification-request': 'question',
  'identity-request': 'needed',
};

/** Messages in both directions, oldest first. */
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
    again: askedForAgain(base, given),
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
