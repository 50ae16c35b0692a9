import { eventOfFact } from '../../domain/lifecycle/events.ts';
import { type Decision, TOLD_BY } from '../../domain/lifecycle/letterEffects.ts';
import { isSetAside } from '../../domain/lifecycle/status.ts';
import type { LetterChannel } from '../../domain/lifecycle/vocabulary.ts';
import { answerTokenOf, endOfFetching } from '../answerPackage/link.ts';
import { AnswerPackage } from '../answerPackage.ts';
import { hashOfToken, sealJson, unsealJson } from '../crypto/keyring.ts';
import type { EventData } from '../event/append.ts';
import { Fact } from '../fact.ts';
import { letterContext } from '../letter/context.ts';
import type { LetterData } from '../letter/queue.ts';
import { Letter } from '../letter.ts';
import { openTransmissionFrom } from '../transmission/link.ts';
import type { Change, Sending } from './changeTools.ts';
import { assertMovesSeen } from './pastPosting.ts';
import { tellClient } from './tellClient.ts';

/** What is stored with a decision: its subject (a ground), and its words under the request's key. */
type DecisionContent = { about?: string; detail?: Record<string, unknown> };

type Order = DecisionContent & {
  letter: LetterData;
  sending: Sending;
  /** Further data for the log. */
  told?: EventData;
};

/** How a letter went out: accepted by the mail server, or posted with proof. */
type GoneOut = { at: Date; by: LetterChannel; proof?: string; seen?: 'moves' };

/**
 * Decides something that the person must be told, and orders the letter. By post it takes effect at once, as of the
 * posting; by email once the mail server has accepted the letter; on paper once its posting is recorded.
 */
export async function decide(
  it: Change,
  decision: Decision,
  { letter: data, sending, told, ...kept }: Order,
): Promise<void> {
  const letter = await it.write(TOLD_BY[decision].letter, data, sending);
  await it.record(decision, it.now, { ...kept, letterId: letter.id });
  it.tell(eventOfFact(decision), { ...told, letter: letter.id });
  if (sending.by === 'post') {
    await keepWords(it, letter.id, sending);
    const { postedAt: at, by, proof, seen } = sending;
    const gone = { at, by, proof, seen };
    await makeTrue(it, { ...kept, decision, letterId: letter.id, actor: it.by.actor }, gone);
  }
}

/** Stores the words of a letter that was posted before the desk knew of it: as it would have been written on that day. */
export async function keepWords({ desk, key }: Change, id: number, sending: Sending): Promise<void> {
  if (sending.by !== 'post' || !sending.words) return;
  const letter = await Letter.findByPk(id, { rejectOnEmpty: true });
  const words = sending.words(await letterContext({ ...desk, clock: () => sending.postedAt }, letter));
  if (words) await letter.update({ text: sealJson(key, words) });
}

/** A letter has gone out: its decision takes effect as of then. A letter without a decision changes nothing. */
export async function takeEffect(it: Change, letter: Letter, gone: GoneOut): Promise<void> {
  if (letter.kind === 'transmission-notice') return openTransmissionFrom(letter, gone.at);
  if (letter.kind === 'answer-again') return openFrom(it, letter, gone.at);
  const untold = it.sheet.untold.find(({ letterId }) => letterId === letter.id);
  if (!untold || (it.request.status === 'closed' && !isSetAside(it.request))) return;
  const where = { requestId: it.request.id, letterId: letter.id, name: untold.decision, undoneAt: null };
  const fact = await Fact.findOne({ where, rejectOnEmpty: true });
  const detail = fact.detail ? unsealJson<Record<string, unknown>>(it.key, fact.detail) : undefined;
  const { actor, about } = fact;
  const decided = {
    decision: untold.decision,
    letterId: letter.id,
    actor,
    about: about ?? undefined,
    detail,
  };
  await makeTrue(it, decided, gone);
  if (untold.decision === 'answer-decided') await openFrom(it, letter, gone.at);
}

/** The days to fetch an answer count from the sending of its letter. */
async function openFrom({ desk, request, key }: Change, { data }: Letter, sentAt: Date): Promise<void> {
  if (!data) return;
  const { version } = unsealJson<LetterData>(key, data);
  const tokenHash = hashOfToken(answerTokenOf(desk, request.id, Number(version)));
  await AnswerPackage.update({ expiresAt: endOfFetching(sentAt) }, { where: { tokenHash } });
}

type StandingDecision = DecisionContent & { decision: Decision; letterId: number; actor: string };

/** The fact names the person who decided; the log names the one who recorded that the letter went. */
async function makeTrue(
  it: Change,
  decided: StandingDecision,
  { at, by, proof, seen }: GoneOut,
): Promise<void> {
  const { decision, letterId, actor, detail } = decided;
  const about = decision === 'answer-decided' ? by : decided.about;
  const kept = detail || proof ? { ...detail, ...(proof ? { proof } : {}) } : undefined;
  for (const name of TOLD_BY[decision].makes) {
    const words = name === 'closed' ? {} : { about, detail: kept };
    await it.record(name, at, { ...words, letterId, actor });
  }
  if (proof !== undefined) await assertMovesSeen(it, at, seen); // a delivery of the moment moves what it moves
  tell(it, decided, by);
  if (ENDS.includes(decision)) await tellClient(it);
}

/** Decisions that the representative's client is told of too. */
const ENDS: readonly Decision[] = [
  'answer-decided',
  'part-refusal-decided',
  'refusal-decided',
  'identity-rejection-decided',
  'giving-up-decided',
  'rest-ending-decided',
];

function tell(
  it: Change,
  { decision, letterId: letter, about = '', detail }: StandingDecision,
  by: string,
): void {
  switch (decision) {
    case 'answer-decided': {
      const completes = typeof detail?.completes === 'string' ? detail.completes : undefined;
      it.tell('answered', { by, letter, ...(completes && { completes }) });
      break;
    }
    case 'rest-ending-decided':
      it.tell('rest-ended', { letter });
      break;
    case 'refusal-decided':
    case 'part-refusal-decided':
      it.tell('refused', { scope: decision === 'refusal-decided' ? 'whole' : 'part', ground: about, letter });
      break;
    case 'identity-rejection-decided':
      it.tell('identity-rejected', { letter });
      it.tell('closed', { outcome: 'identity-not-confirmed' });
      break;
    case 'giving-up-decided':
      it.tell('closed', { outcome: 'given-up' });
      break;
    case 'identity-request-decided':
      it.tell('identity-asked', { letter });
      break;
    case 'clarification-request-decided':
      it.tell('clarification-asked', { letter });
      break;
    case 'extension-decided':
      it.tell('extension-notice-sent', { letter });
  }
}
