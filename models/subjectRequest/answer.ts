import type { AnsweredContents } from '../../domain/answers/content.ts';
import { isSaid } from '../../domain/answers/evidence.ts';
import { namedWithSystem } from '../../domain/answers/namedWithSystem.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { needed } from '../../domain/lifecycle/needed.ts';
import { outstandingRest } from '../../domain/lifecycle/rests.ts';
import { RIGHTS_ANSWERED_WITH_DATA } from '../../domain/rights.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { contentsToSend } from '../answerDraft/contents.ts';
import { type LeavingFiles, leavingWith, together, toldOfFiles } from '../answerDraft/leaving.ts';
import type { ContentsWriter } from '../answerDraft/telling.ts';
import { assertTypedSeen, forgetTyped } from '../answerDraft/typed.ts';
import { answerTokenOf, endOfFetching } from '../answerPackage/link.ts';
import { AnswerPackage } from '../answerPackage.ts';
import { hashOfToken, sealJson } from '../crypto/keyring.ts';
import { inTransaction } from '../database/transaction.ts';
import type { By, Desk } from '../desk.ts';
import type { AnswerContent } from './answerContent.ts';
import { change, type Target } from './change.ts';
import type { Change, Sending } from './changeTools.ts';
import { decide } from './decide.ts';
import { whyIncomplete } from './incomplete.ts';
import { linkedWhere } from './linked.ts';
import { whyUnconfirmed } from './unconfirmed.ts';

type AnswerInput = {
  text: string;
  /** Why there is no data to provide: replaces the file for access and portability. */
  nothingHeld: string;
  /** Why it is answered although the identity is not confirmed. */
  unconfirmed?: string;
  /** Why it leaves although something is missing that the law lists, and by which day the rest follows. */
  incomplete?: string;
  followsOn?: string;
  /** How often what was typed in its form had been saved when it was seen; undefined where no form was. */
  typed?: number;
  /** Puts what the gate found into the words that leave with it. */
  wording?: ContentsWriter;
  sending: Sending;
};

/**
 * Answers the request (Art. 12(3)): by a link that expires and needs a code, or by post on a day with proof. Access and portability
 * need a confirmed identity, and a file or the reason why no data is held. The files are those that were prepared for it, each
 * released by a named person; other rights need the reason why they are answered without a
 * confirmed identity. What the law lists and the answer lacks needs a reason and a day (decision 0024). `with` names requests of the
 * same form that get the same answer, each with its own letter and events. Where an answer left incomplete, this sends the rest: what
 * left before stays, and what the law lists is checked for both together.
 */
export const answer = (
  desk: Desk,
  by: By,
  target: Target,
  { with: others = [], ...input }: AnswerInput & { with?: readonly string[] },
) =>
  inTransaction(desk.database, async () => {
    const leaving = await answerOne(desk, by, target, input);
    if (others.length === 0) return;
    const answerable = await linkedWhere(desk, by, target, 'answer');
    for (const reference of others) {
      if (!answerable.includes(reference)) throw notTogether(reference);
      await answerOne(desk, by, { reference }, input, leaving).catch((error) => {
        throw error instanceof RuleViolation && error.field !== 'confirmed' ? notTogether(reference) : error;
      });
    }
  });

/** Its own form says why. */
const notTogether = (reference: string) => new RuleViolation('not-answered-together', { reference }, 'with');

/** What leaves with the request that another is answered together with, and whether that is the rest of an answer. */
type Shared = LeavingFiles & { isRest: boolean };

function answerOne(desk: Desk, by: By, target: Target, input: AnswerInput, shared?: Shared) {
  return change(desk, by, target, 'answer', async (it) => {
    if (!shared && 'typed' in input) await assertTypedSeen(desk, it.request, input.typed);
    const unconfirmed = whyUnconfirmed(it, 'answer', input.unconfirmed);
    const own = await leavingWith(it);
    const leaving = shared ? together(shared, own) : own;
    const files = leaving.files.map(({ file }) => file);
    const rest = outstandingRest(it.sheet.facts.rests);
    const completes =
      rest && it.sheet.standing.answered ? localDate(rest.saidAt, it.request.zone) : undefined;
    if (shared && shared.isRest !== Boolean(completes)) throw notTogether(it.request.reference);
    assertComplete(it, input, { files: files.length, completes });
    const inAll = { ...input, files: [...files, ...leaving.sent] };
    const lacking = await whyIncomplete(it, inAll);
    const contents = await contentsFor(it, inAll);
    await it.recall('identity-request', 'clarification-request', 'extension-notice');
    const attachments = await it.keep('answer', files);
    const { text, nothingHeld, sending } = input;
    const more = {
      ...(lacking && { incomplete: lacking.reason, followsOn: lacking.followsOn }),
      ...(completes && { completes }),
    };
    const told = toldOfFiles(it, leaving, attachments);
    const content: AnswerContent = {
      text,
      nothingHeld,
      attachments,
      ...told,
      ...more,
      ...(contents && { contents }),
    };
    if (input.sending.by === 'mail') await makePackage(it, content, it.request.version);
    const version = String(it.request.version);
    await decide(it, 'answer-decided', {
      letter: {
        text,
        nothingHeld,
        version,
        enclosed: leaving.files
          .map(({ file: { name }, system }) => namedWithSystem({ name, system }))
          .join('\n'),
        ...(told.keptBack && { keptBack: JSON.stringify(told.keptBack) }),
        ...more,
        ...(contents && { contents: JSON.stringify(contents.told) }),
      },
      sending,
      about: lacking?.followsOn,
      detail: { ...content, ...(unconfirmed && { unconfirmed }) },
      told: {
        by: sending.by,
        files: attachments.length,
        ...(unconfirmed && { unconfirmed: true }),
        ...(lacking && { incomplete: lacking.missing, followsOn: lacking.followsOn }),
        ...(completes && { completes }),
      },
    });
    await forgetTyped(desk, it.request);
    return { ...leaving, isRest: Boolean(completes) };
  });
}

type WordedAnswer = Pick<AnswerInput, 'nothingHeld' | 'wording'> & { files: readonly { name: string }[] };

async function contentsFor(
  { desk, request }: Change,
  { files, nothingHeld, wording }: WordedAnswer,
): Promise<AnsweredContents | undefined> {
  const form = { files: files.map(({ name }) => name), nothingHeld };
  return wording && contentsToSend(desk, request, form, wording);
}

function assertComplete(
  it: Change,
  input: AnswerInput,
  { files, completes }: { files: number; completes?: string },
): void {
  needed('answer', 'text', input.text);
  if (!handsOutData(it) || completes) return; // words may be all that was missing
  if (!it.sheet.identityConfirmed) throw new RuleViolation('identity-not-confirmed', {}, 'text');
  if (files === 0 && !isSaid(input.nothingHeld)) throw new RuleViolation('file-missing', {}, 'files');
}

const handsOutData = ({ request }: Change): boolean => RIGHTS_ANSWERED_WITH_DATA.includes(request.right);

/** Creates the package that the link in an answer's letter opens. */
export const makePackage = (it: Change, content: AnswerContent, version: number) =>
  AnswerPackage.create({
    requestId: it.request.id,
    organisationId: it.request.organisationId,
    tokenHash: hashOfToken(answerTokenOf(it.desk, it.request.id, version)),
    data: sealJson(it.key, wordsOf(content)),
    expiresAt: endOfFetching(it.now),
    createdAt: it.now,
  });

/** Without what else a fact's detail holds. */
const wordsOf = (content: AnswerContent): AnswerContent => {
  const { text, nothingHeld, attachments, systems, origins, meanings, removed, keptBack } = content;
  const { incomplete, followsOn, completes, contents } = content;
  const files = { attachments, systems, origins, meanings, removed, keptBack };
  return { text, nothingHeld, ...files, incomplete, followsOn, completes, contents };
};
