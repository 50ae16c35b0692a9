import { localDate } from '../../domain/calendar/zone.ts';
import { groundOf } from '../../domain/policies/grounds.ts';
import { criteriaNamedIn, type Situation } from '../../domain/policies/situation.ts';
import type { ToldAnswer } from '../../models/answerPackage/find.ts';
import type { RequestStanding } from '../../models/submission/page.ts';
import type { OwnFile, OwnMessage } from '../../models/submission/written.ts';
import { longDate, longMoment } from '../dates.ts';
import { at } from '../intake/address.ts';
import { inBrackets } from '../law.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { forThePerson } from '../letters/refusal.ts';
import { particularLines } from '../particulars.ts';
import { wordedOf } from '../requests/words.ts';
import { type CategoryNames, situationWords } from '../situation.ts';
import { transmissionWords } from '../transmissions/words.ts';
import { clientOf } from './about.ts';
import { type Exempt, exemptionsOf } from './exemptions.ts';
import { nowWords } from './now.ts';
import { type Promises, toldPromises } from './promises.ts';

export type RequestPartInput = {
  token: string;
  now: Date;
  documents: Record<string, string>;
  names: CategoryNames;
};

/** One request on the status page. */
export type RequestPart = {
  id: string;
  title: string;
  /** The person whose data it is, if somebody else made the request. */
  client?: string;
  reference: string;
  /** Of its letters, and of what was written in them. */
  language: string;
  /** The applicable rules, if a property of the request decided between several. */
  rules?: string;
  now: string;
  /** How many of the places that were asked have answered. */
  places?: string;
  waiting: { text: string; words?: string; notYet?: string; href: string; link: string }[];
  /** The request in the person's own words, or why it is not shown yet. */
  asked?: { title: string; words: string; files: string[] };
  hidden?: string;
  decided: { text: string; ground?: string; reason?: string }[];
  answers: { text: string; link: string; href: string }[];
  /** What became of the wish that the data go to another provider. */
  transmissions: string[];
  promises: Promises;
  exempt?: Exempt;
  letters: StatusLine[];
  links: { href: string; text: string }[];
};

/** A letter of ours or a message of theirs; `whole` is folded. */
type StatusLine = {
  text: string;
  on: string;
  words?: string;
  whole?: string;
  /** The same as a PDF. */
  pdf?: string;
  files?: string[];
  state?: string;
};

/** What the person sees of one request: its state, what the desk waits for, every date with its reason. */
export function requestPart(
  base: FrameBase,
  standing: RequestStanding,
  { token, now, documents, names }: RequestPartInput,
): RequestPart {
  const { t } = base;
  const { request } = standing;
  const client = clientOf(standing);
  const here = at(base, `/status/${encodeURIComponent(token)}/${request.reference}`);
  return {
    id: request.reference,
    language: request.language,
    title: t(`rights:${request.right}.name`),
    client: client && t('status:forClient', { client }),
    reference: t('status:reference', {
      reference: request.reference,
      received: receivedWords(base, standing),
    }),
    rules: rulesWords(base, standing, names),
    now: nowWords(base, standing),
    places: placesWords(base, standing, now),
    waiting: waitingOf(base, standing, here),
    asked: askedIn(base, standing),
    hidden: standing.isKnown ? undefined : t('status:notShownYet'),
    decided: decidedIn(base, standing, names),
    answers: standing.answers.map((answer) => ({
      text: [partWords(base, standing, answer), untilWords(base, standing, answer)].filter(Boolean).join(' '),
      link: t(answer.isOpen ? 'status:fetchAnswer' : 'answers:expired.button'),
      href: at(base, `/answers/${answer.token}`),
    })),
    transmissions: standing.transmissions.map((note) =>
      transmissionWords(base, note, { now, zone: request.zone }),
    ),
    promises: toldPromises(base, standing, now, documents),
    exempt: exemptionsOf(base, standing),
    letters: lettersOf(base, standing, here),
    links: [
      ...(request.status === 'unverified' && request.personEmail
        ? [{ href: at(base, '/status'), text: t('status:noLetterCame') }]
        : []),
      ...(standing.mayWrite ? [{ href: `${here}/message`, text: t('status:write') }] : []),
      ...(standing.mayWithdraw ? [{ href: `${here}/withdrawal`, text: t('status:withdraw') }] : []),
    ],
  };
}

const untilWords = (
  { t, language }: FrameBase,
  { request }: RequestStanding,
  { isOpen, expiresAt }: ToldAnswer,
): string =>
  t(`status:${isOpen ? 'answerReady' : 'answerOver'}`, {
    until: longMoment(expiresAt, language, request.zone),
  });

/** Which of several answers it is; nothing where there is one. */
function partWords(
  { t, language }: FrameBase,
  { answers, request }: RequestStanding,
  { at: sentAt, completes }: ToldAnswer,
): string {
  if (answers.length < 2 || !sentAt) return '';
  const day = longDate(sentAt, language, request.zone);
  if (!completes) return t('status:answerOf', { day });
  return t('status:restOf', { day, of: longDate(completes, language) });
}

function rulesWords(
  base: FrameBase,
  { request, policy }: RequestStanding,
  names: CategoryNames,
): string | undefined {
  const { t, language } = base;
  const title = wordedOf(policy.title, language);
  const decided = JSON.parse(request.decidedBy) as Situation;
  if (request.chosenPolicy) return t('status:rulesByHand', { policy: title });
  if (criteriaNamedIn(decided).length === 0) return undefined;
  return t('status:rules', { policy: title, what: situationWords(base, decided, names, 'person') });
}

export function receivedWords({ language }: FrameBase, { request }: RequestStanding): string {
  const { receivedAt, receivedByDay, zone } = request;
  return receivedByDay ? longDate(receivedAt, language, zone) : longMoment(receivedAt, language, zone);
}

function placesWords({ t, language }: FrameBase, { places, request }: RequestStanding, now: Date) {
  if (!places) return undefined;
  const { asked, settled, stuck, restBy } = places;
  if (asked === settled) return t('status:places.all', { count: asked });
  const isAhead = restBy && restBy >= localDate(now, request.zone);
  const said = isAhead
    ? t('status:places.by', { settled, count: asked, day: longDate(restBy, language) })
    : t('status:places.some', { settled, count: asked });
  return stuck > 0 ? `${said} ${t('status:places.stuck', { count: stuck })}` : said;
}

function waitingOf(
  { t, language }: FrameBase,
  standing: RequestStanding,
  here: string,
): RequestPart['waiting'] {
  return standing.waiting.map(({ reason, since, words, notYet }) => ({
    text: t(`status:waiting.${reason}`, { since: longDate(since, language, standing.request.zone) }),
    words,
    notYet: notYet && t('status:notYet', { day: longDate(notYet, language, standing.request.zone) }),
    href: `${here}/message`,
    link: t(`status:waitingLink.${reason}`),
  }));
}

function askedIn({ t }: FrameBase, { request, written, isKnown }: RequestStanding): RequestPart['asked'] {
  const lines = particularLines(t, request.right, written.particulars);
  const words = [...lines, written.about].filter(Boolean).join('\n');
  if (!isKnown || (!words && written.files.length === 0)) return undefined;
  return { title: t('status:asked'), words, files: fileNames(t, written.files) };
}

const fileNames = (t: FrameBase['t'], files: OwnFile[]): string[] =>
  files.map(({ name }) => name ?? t('status:fileDestroyed'));

/** Each decision with its ground, the article and the facts, as in its letter. */
function decidedIn(
  { t, language }: FrameBase,
  { decided, request, policy }: RequestStanding,
  { packs }: CategoryNames,
): RequestPart['decided'] {
  return decided.map(({ name, at: when, ground: id, reason, isRest }) => {
    const ground = name.startsWith('refused') ? groundOf(policy, packs, id) : undefined;
    return {
      text: t(`status:decided.${isRest ? 'rest' : name}`, { day: longDate(when, language, request.zone) }),
      ground:
        ground &&
        t('status:decidedGround', {
          title: forThePerson(wordedOf(ground.title, language)),
          by: inBrackets({ t, language }, ground.article),
        }),
      reason: reason || undefined,
    };
  });
}

function messageWords(t: FrameBase['t'], { files, channel }: OwnMessage): string {
  if (channel !== 'form') return t(`status:yourReply.${channel}`);
  return files.length > 0 ? t('status:yourFiles', { count: files.length }) : t('status:yourMessage');
}

/** Letters to the person and messages from them, as one list in order. */
function lettersOf(
  { t, language }: FrameBase,
  { letters, written, request, isKnown }: RequestStanding,
  here: string,
): StatusLine[] {
  const lines = [
    ...letters.map(({ id, kind, at: sentAt, channel, words, text, state }) => ({
      at: sentAt,
      text: t(`status:by.${channel}`, { letter: t(`status:letter.${kind}`) }),
      words,
      whole: text,
      pdf: text ? `${here}/letters/${id}` : undefined,
      state: state === 'sent' ? undefined : t(`status:letterState.${state}`),
    })),
    ...written.messages.map((message) => ({
      at: message.at,
      text: messageWords(t, message),
      words: isKnown ? message.text : undefined,
      files: isKnown ? fileNames(t, message.files) : undefined,
    })),
  ];
  return lines
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at: lineAt, ...line }) => ({ ...line, on: longMoment(lineAt, language, request.zone) }));
}
