import { Op } from 'sequelize';
import { localDate } from '../../domain/calendar/zone.ts';
import { replyOf } from '../../domain/deadlines/reply.ts';
import { isLate } from '../../domain/deadlines/urgency.ts';
import { isGivenUpByClosing } from '../../domain/lifecycle/status.ts';
import type { ReasonNotToSend } from '../../domain/lifecycle/vocabulary.ts';
import { toDoOf } from '../../domain/today/groups.ts';
import { DeadlineRow } from '../deadline.ts';
import type { Desk } from '../desk.ts';
import { Letter } from '../letter.ts';
import { Organisation } from '../organisation.ts';
import { deadlineFromRow } from '../subjectRequest/deadlineRows.ts';
import { SubjectRequest } from '../subjectRequest.ts';
import { unansweredOf } from '../task/unanswered.ts';
import { isToProvider } from '../transmission/link.ts';
import { tellsOfWish, waitsForDecision } from '../transmission/wish.ts';
import { openInvitationOf } from '../user/invitationLetter.ts';
import { arrivedIn } from './arrivedIn.ts';
import { morningOf } from './morning.ts';
import { linkOfLetter, tasksOfLetter } from './owner.ts';
import { digestKey } from './planned.ts';
import { isProviderLinkOver } from './provider.ts';
import { recipientsOf } from './recipients.ts';
import { isInDigest, overdueFor, stepToSend } from './reminders.ts';
import { codeEnds, hasCode } from './secrets.ts';

/**
 * Why a letter should not be sent after all; undefined if it should. Checked at sending, since it may have waited for
 * the mail server.
 */
export async function whyNotWanted(desk: Desk, letter: Letter): Promise<ReasonNotToSend | undefined> {
  const now = desk.clock();
  if (letter.kind === 'invitation') return (await openInvitationOf(desk, letter)) ? undefined : 'link-ended';
  if (letter.kind === 'overdue-digest') return whyNotDigest(desk, letter, now);
  if (letter.kind === 'task-code')
    return !(await linkOfLetter(desk, letter))
      ? 'link-ended'
      : now >= codeEnds(letter)
        ? 'code-ended'
        : undefined;
  if (letter.kind === 'task-notice' || letter.kind === 'task-reminder')
    return (await isReminderPast(letter))
      ? 'later-step'
      : (await tasksOfLetter(desk, letter)).length > 0
        ? undefined
        : 'nothing-new';
  if (letter.kind === 'restore-notice') return undefined;
  if (letter.kind === 'task-withdrawn') return (await linkOfLetter(desk, letter)) ? undefined : 'link-ended';
  if (letter.kind === 'task-late' && (await unansweredOf(desk, letter)).length === 0) return 'settled';
  if (letter.kind === 'arrivals-digest')
    return (await arrivedIn(desk, letter)).length > 0 ? undefined : 'nothing-new';
  const request = await SubjectRequest.findByPk(letter.requestId ?? 0);
  if (letter.deadlineId !== null) return request ? whyNotReminder(desk, letter, request, now) : 'settled';
  if (!request?.wrappedKey) return 'key-destroyed';
  if (letter.kind === 'arrival' && request.status === 'closed') return 'nothing-new';
  if (letter.kind === 'message-notice' && !(await hasNews(letter, request))) return 'read-already';
  if (hasCode(letter) && now >= codeEnds(letter)) return 'code-ended';
  if (isToProvider(letter) && (await isProviderLinkOver(desk, letter))) return 'link-ended';
  if (letter.kind === 'mailbox-reminder' && request.status !== 'unverified') return 'settled';
  if (letter.kind === 'giving-up' && !isGivenUpByClosing(request.status)) return 'reply-came';
  if (letter.kind === 'extension-notice' && (await isReplyLate(request, now))) return 'extension-lapsed';
  return undefined;
}

/** Whether what a notice tells of still waits: a message to be read, or a wish to be decided about. */
const hasNews = async (letter: Letter, { id, unreadSince }: SubjectRequest): Promise<boolean> =>
  tellsOfWish(letter) ? waitsForDecision(id) : unreadSince !== null;

/** No reminder for a deadline that is met, paused or moved; after an outage only its latest step is sent. */
async function whyNotReminder(
  desk: Desk,
  letter: Letter,
  request: SubjectRequest,
  now: Date,
): Promise<ReasonNotToSend | undefined> {
  const row = await DeadlineRow.findByPk(letter.deadlineId ?? 0);
  if (row?.state !== 'running' || row.advisory || request.status === 'closed') return 'settled';
  if (!row.lateAt || row.lateAt.getTime() !== letter.dueMoment?.getTime()) return 'settled';
  if (!request.wrappedKey) return 'key-destroyed';
  if (letter.kind === 'escalation') return undefined;
  const { zone } = await Organisation.findByPk(letter.organisationId, { rejectOnEmpty: true });
  const recipients = await recipientsOf(desk, request.organisationId, request.assigneeId);
  if (!recipients.includes(letter.recipient)) return 'other-recipient';
  if (stepToSend(deadlineFromRow(row), zone, now) !== letter.step) return 'later-step';
  if (!isInDigest({ lateAt: row.lateAt }, zone, now)) return undefined;
  return (await hasDigest(letter, zone, now)) ? 'told-by-digest' : undefined;
}

async function whyNotDigest(desk: Desk, letter: Letter, now: Date): Promise<ReasonNotToSend | undefined> {
  const organisation = await Organisation.findByPk(letter.organisationId, { rejectOnEmpty: true });
  if (letter.step !== localDate(now, organisation.zone)) return 'another-day';
  const late = await overdueFor(desk, letter.organisationId, letter.recipient, now);
  if (late.length > 0) return undefined;
  return toDoOf(await morningOf(desk, letter, organisation)) > 0 ? undefined : 'nothing-late';
}

/** A reminder that waited for the mail server until the next one came says nothing of its own. */
const isReminderPast = async ({ kind, recipient, step }: Letter): Promise<boolean> =>
  kind === 'task-reminder' &&
  (await Letter.count({ where: { kind, recipient, step: { [Op.gt]: step ?? '' } } })) > 0;

async function hasDigest(letter: Letter, zone: string, now: Date): Promise<boolean> {
  const ledgerKey = digestKey(letter.organisationId, letter.recipient, localDate(now, zone));
  return (await Letter.count({ where: { ledgerKey } })) > 0;
}

/** A notice that leaves after the first date would promise an invalid date (Art. 12(3)): the extension has lapsed. */
async function isReplyLate(request: SubjectRequest, now: Date): Promise<boolean> {
  const rows = await DeadlineRow.findAll({ where: { requestId: request.id }, order: ['id'] });
  const reply = replyOf(rows);
  return reply !== undefined && isLate(deadlineFromRow(reply), now);
}
