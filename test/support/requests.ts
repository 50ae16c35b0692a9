import { randomUUID } from 'node:crypto';
import type { Role } from '../../domain/permissions.ts';
import { DeadlineRow } from '../../models/deadline.ts';
import { type By, byPerson, type Desk } from '../../models/desk.ts';
import { Membership } from '../../models/membership.ts';
import type { Organisation } from '../../models/organisation.ts';
import { confirmIdentity } from '../../models/subjectRequest/identity.ts';
import { confirmMailbox } from '../../models/subjectRequest/mailbox.ts';
import { type Intake, receiveRequest } from '../../models/subjectRequest/receive.ts';
import type { SubjectRequest } from '../../models/subjectRequest.ts';
import { mailboxTokenOf } from '../../models/submission/links.ts';
import type { Received } from '../../models/submission/received.ts';
import { User } from '../../models/user.ts';
import { answer } from './answering.ts';

/** A member of an organisation's staff. */
export async function staffMemberOf(
  desk: Desk,
  organisation: Organisation,
  role: Role = 'dpo',
): Promise<By & { userId: number }> {
  const email = `${role}-${randomUUID().slice(0, 8)}@example.org`;
  const user = await User.create({ email, name: `A ${role}`, language: 'en', createdAt: desk.clock() });
  await Membership.create({
    userId: user.id,
    organisationId: organisation.id,
    role,
    acceptedAt: desk.clock(),
  });
  return { organisationId: organisation.id, actor: `user:${user.id}`, role, userId: user.id };
}

/** Ada Example's form: an erasure, with an email address. Tests override what matters to them. */
export function intakeOf(desk: Desk, changes: Partial<Intake> = {}): Intake {
  return {
    formKey: randomUUID(),
    channel: 'form',
    language: 'en',
    rights: ['erasure'],
    person: { name: 'Ada Example', email: 'ada@example.org' },
    details: { about: 'Please delete my account and everything in it.' },
    files: [],
    received: { at: desk.clock() },
    ...changes,
  };
}

export const receive = (
  desk: Desk,
  organisation: Organisation,
  changes: Partial<Intake> = {},
): Promise<Received> => {
  const intake = intakeOf(desk, changes);
  return receiveRequest(desk, bringerOf(organisation, intake), intake);
};

/** Who submits it: the person by the form, otherwise staff. */
const bringerOf = ({ id }: Organisation, { channel }: Intake): By =>
  channel === 'form' ? byPerson(id) : { organisationId: id, actor: 'user:0', role: 'handler' };

/** A request whose mailbox is confirmed. */
export async function received(
  desk: Desk,
  organisation: Organisation,
  changes: Partial<Intake> = {},
): Promise<SubjectRequest> {
  const intake = intakeOf(desk, changes);
  const { requests } = await receiveRequest(desk, bringerOf(organisation, intake), intake);
  if (requests.some(({ status }) => status === 'unverified'))
    await confirmMailbox(desk, mailboxTokenOf(desk, intake.formKey));
  return (requests[0] as SubjectRequest).reload();
}

/** The stored deadlines of a request by clock. */
export async function deadlinesByClock(request: SubjectRequest): Promise<Record<string, DeadlineRow>> {
  const rows = await DeadlineRow.findAll({ where: { requestId: request.id } });
  return Object.fromEntries(rows.map((row) => [row.clock, row]));
}

/** One stored deadline, by its clock and the pack that made it. */
export const deadlineOfClock = (request: SubjectRequest, clock: string, pack: string) =>
  DeadlineRow.findOne({ where: { requestId: request.id, clock, pack } });

/** Confirms the identity and answers by post, on the present day. */
export async function answeredByPost(
  desk: Desk,
  by: By,
  { reference }: SubjectRequest,
  rest: { incomplete?: string; followsOn?: string } = {},
): Promise<void> {
  await confirmIdentity(desk, by, { reference }, { method: 'log-in', note: '' });
  const sending = { by: 'post' as const, postedAt: desk.clock(), proof: 'Registered letter 1' };
  await answer(
    desk,
    by,
    { reference },
    { text: 'Done.', files: [], unconfirmed: 'Known to us', nothingHeld: 'Nothing', sending, ...rest },
  );
}
