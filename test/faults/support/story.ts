import assert from 'node:assert/strict';
import { JOBS } from '../../../jobs/timetable.ts';
import { Letter } from '../../../models/letter.ts';
import { SubjectRequest } from '../../../models/subjectRequest.ts';
import { deskForTests } from '../../support/desk.ts';
import { mailerTo, smtpPeer } from '../../support/mail.ts';
import { received, staffMemberOf } from '../../support/requests.ts';

/** Days in Paris around a date of the calendar, and the days on which what comes due then was received. */
export type Story = { receivedOn: string[]; from: string; to: string };

/** A jump of the clock: at a real moment it is this much ahead or back, for so many hours; the mail server may be away then. */
export type Jump = { at: number; by: number; hours: number; noMail?: boolean };

export const HOUR = 3_600_000;

const ABOUT_LETTERS = JOBS.filter(({ name }) => name !== 'forgetDrafts');

/**
 * Lives through the days of a story, in steps of `minutes`: each time the jobs about letters run, at what the jumping clock says. Gives
 * what was sent, by kind, request, clock and step, and how many letters did not end as sent or called off.
 */
export async function live(story: Story, minutes: number, jumps: Jump[] = []) {
  const desk = await deskForTests({ at: `${story.receivedOn[0]}T10:00:00Z` });
  const peer = await smtpPeer();
  const mailer = mailerTo(peer.url);
  await staffMemberOf(desk, desk.organisation);
  await desk.organisation.update({ escalationAddress: 'board@example.org' });
  for (const day of story.receivedOn) {
    desk.clock.set(`${day}T10:00:00Z`);
    await received(desk, desk.organisation, { rights: ['access'] });
  }
  const end = Date.parse(story.to);
  for (let real = Date.parse(story.from); real <= end; real += minutes * 60_000) {
    const jump = jumps.find(({ at, hours }) => real >= at && real < at + hours * HOUR);
    desk.clock.set(new Date(real + (jump?.by ?? 0)).toISOString());
    const now = { ...desk, mailer: jump?.noMail ? undefined : mailer };
    for (const job of ABOUT_LETTERS) await job.run(now, desk.clock(), {});
  }
  await peer.close();
  const letters = await Letter.findAll({ order: ['id'] });
  const requests = await SubjectRequest.findAll({ order: ['id'] });
  const nameOf = ({ kind, requestId, deadlineId, step, recipient }: Letter) =>
    [kind, requests.findIndex(({ id }) => id === requestId), deadlineId, step, recipient].join(' ');
  const sent = letters.filter(({ state }) => state === 'sent').map(nameOf);
  assert.equal(peer.inbox.length, sent.length);
  assert.equal(new Set(peer.inbox.map(({ headers }) => headers['message-id'])).size, sent.length);
  const left = letters.filter(({ state }) => state === 'queued' || state === 'failed').length;
  return { sent, left };
}
