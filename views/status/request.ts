import type { Standing } from '../../models/submission/page.ts';
import { longDate, longMoment } from '../dates.ts';
import { at } from '../intake/address.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { type Exempt, exemptionsOf } from './exemptions.ts';
import { type Promises, promisesOf } from './promises.ts';
import type { StatusGiven } from './show.ts';

/** One request on the status page. */
export type RequestPart = {
  id: string;
  title: string;
  reference: string;
  now: string;
  waiting: { text: string; words?: string; href: string; link: string }[];
  answer?: { text: string; href: string };
  promises: Promises;
  exempt: Exempt;
  letters: { text: string; on: string }[];
  links: { href: string; text: string }[];
};

/** What the person reads about one request: where it stands, what we wait for, every date with its reason. */
export function requestPart(
  base: FrameBase,
  standing: Standing,
  { token, now, documents }: StatusGiven,
): RequestPart {
  const { t, language } = base;
  const { request } = standing;
  const here = at(base, `/status/${encodeURIComponent(token)}/${request.reference}`);
  return {
    id: request.reference,
    title: t(`rights:${request.right}.name`),
    reference: t('status:reference', {
      reference: request.reference,
      received: receivedWords(base, standing),
    }),
    now: nowWords(base, standing),
    waiting: waitingOf(base, standing, here),
    answer: standing.answer && {
      text: t('status:answerReady', {
        until: longDate(standing.answer.expiresAt, language, request.zone),
      }),
      href: at(base, `/answers/${standing.answer.token}`),
    },
    promises: promisesOf(base, standing, now, documents),
    exempt: exemptionsOf(base, standing),
    letters: lettersOf(base, standing),
    links: [
      ...(request.status === 'unverified' && request.personEmail
        ? [{ href: at(base, '/status'), text: t('status:noLetterCame') }]
        : []),
      ...(standing.mayWrite ? [{ href: `${here}/message`, text: t('status:write') }] : []),
      ...(standing.mayWithdraw ? [{ href: `${here}/withdrawal`, text: t('status:withdraw') }] : []),
    ],
  };
}

export function receivedWords({ language }: FrameBase, { request }: Standing): string {
  const { receivedAt, receivedByDay, zone } = request;
  return receivedByDay ? longDate(receivedAt, language, zone) : longMoment(receivedAt, language, zone);
}

function nowWords({ t }: FrameBase, { request }: Standing): string {
  return request.status === 'closed'
    ? t(`status:ended.${request.outcome ?? 'answered'}`)
    : t(`status:now.${request.status}`);
}

function waitingOf({ t, language }: FrameBase, standing: Standing, here: string): RequestPart['waiting'] {
  if (standing.request.status === 'closed') return [];
  return standing.waiting.map(({ reason, since, words }) => ({
    text: t(`status:waiting.${reason}`, { since: longDate(since, language, standing.request.zone) }),
    words,
    href: `${here}/message`,
    link: t(`status:waitingLink.${reason}`),
  }));
}

/** Letters that reached the person, and messages that reached us, as one list in time. */
function lettersOf({ t, language }: FrameBase, { letters, messages, request }: Standing) {
  const lines = [
    ...letters.map(({ kind, at: sentAt, channel }) => ({
      at: sentAt,
      text: t(`status:by.${channel}`, { letter: t(`status:letter.${kind}`) }),
    })),
    ...messages.map((message) => ({
      at: message.at,
      text: message.files > 0 ? t('status:yourFiles', { count: message.files }) : t('status:yourMessage'),
    })),
  ];
  return lines
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((line) => ({ text: line.text, on: longMoment(line.at, language, request.zone) }));
}
