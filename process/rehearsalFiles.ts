import { existsSync, readFileSync } from 'node:fs';
import type { Settings } from '../config.ts';
import type { MailToOneself } from '../mail/toOneself.ts';

/** What a rehearsal's process is told at its start. */
export type RehearsalOrder = { settings: Settings; userId: number; token: string };

/** What it tells the desk that started it: that it can be entered, or a mail for the user who rehearses. */
export type RehearsalNews = { ready: true } | { mail: MailToOneself };

/** The files of a rehearsal: whose it is, what it begins with, its clock, its mails, and the socket of its process. */
export const REHEARSAL_FILES = {
  about: 'rehearsal.json',
  seed: 'seed.json',
  clock: 'clock.json',
  mails: 'mails.jsonl',
  socket: 'socket',
} as const;

/** What is kept of a clock: a moment that it never says less than again, and the moment it is being played to. */
export type KeptClock = { at: string; playingTo?: string };

/** What the clock in a file said last; undefined where there is none. */
export function clockIn(file: string): KeptClock | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as KeptClock) : undefined;
}
