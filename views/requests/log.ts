import type { EventData } from '../../models/event/append.ts';
import type { EventRow, RequestPage } from '../../models/subjectRequest/page.ts';
import { longDate, longMoment, shortMoment } from '../dates.ts';
import type { Language, T } from '../i18n.ts';
import { wordedOf } from './words.ts';

/** One event of the log in words; `data` is what the chain holds of it, for whoever must prove it. */
export type LogEntry = {
  when: string;
  what: string;
  who: string;
  data: { key: string; value: string }[];
};

/** Every kind of event that has a sentence; another is shown by its code. */
const KINDS = new Set([
  'received',
  'mailbox-confirmed',
  'identity-confirmed',
  'identity-request-decided',
  'identity-rejected',
  'evidence-destroyed',
  'clarification-request-decided',
  'clarified',
  'clarification-undone',
  'paused',
  'resumed',
  'pause-undone',
  'extension-decided',
  'extension-undone',
  'letter-queued',
  'letter-posted',
  'letter-sent',
  'file-stored',
  'message-received',
  'answered',
  'refused',
  'fulfilled',
  'fulfilment-undone',
  'clock-cancelled',
  'deadline-moved',
  'assigned',
  'noted',
  'withdrawn',
  'closed',
  'reopened',
  'receipt-corrected',
  'basis-changed',
]);

type Reader = { t: T; language: Language };

export function logOf(reader: Reader, page: RequestPage, events: readonly EventRow[]): LogEntry[] {
  const { zone } = page.request;
  const { t, language } = reader;
  const [number, code, hash] = [t('events:number'), t('events:code'), t('events:hash')];
  return events.map((event) => {
    const data = JSON.parse(event.data) as EventData;
    const held = [
      { key: number, value: String(event.sequence) },
      { key: code, value: event.kind },
    ];
    for (const key in data) held.push({ key, value: String(data[key] ?? '') });
    held.push({ key: hash, value: event.hash });
    return {
      when: shortMoment(new Date(event.at), language, zone),
      what: sentenceOf(reader, page, event.kind, data),
      who: actorName(t, page, event.actor),
      data: held,
    };
  });
}

/** Who acted: a colleague by name, the person, a job, the command line, or somebody who has left. */
export function actorName(t: T, page: RequestPage, actor: string): string {
  if (actor.startsWith('user:')) return page.actors[actor] ?? t('events:actor.former');
  return t(`events:actor.${actor}`);
}

function sentenceOf({ t, language }: Reader, page: RequestPage, kind: string, data: EventData): string {
  if (!KINDS.has(kind)) return t('events:other', { kind });
  const deadline = page.deadlines.find(({ clock }) => clock === data.clock);
  const { zone } = page.request;
  const moment = (value: unknown) => longMoment(new Date(String(value)), language, zone);
  /** The last moment in time, which of a day clock is its last day. */
  const date = (value: unknown) => {
    if (typeof value !== 'string' || value === '') return t('events:noDate');
    if (deadline?.kind === 'hour') return moment(value);
    return longDate(new Date(Date.parse(value) - 1), language, zone);
  };
  if (kind === 'receipt-corrected')
    return t(`events:kind.${kind}`, { was: moment(data.was), is: moment(data.is) });
  if (kind === 'assigned') return assignedTo(t, page, data.is);
  if (kind === 'extension-decided')
    return t('events:kind.extension-decided', { ground: t(`events:extensionGround.${data.ground}`) });
  if (kind === 'reopened')
    return t('events:kind.reopened', { scope: t(`events:reopeningScope.${data.scope}`) });
  if (kind === 'closed') return t('events:kind.closed', { outcome: t(`requests:outcome.${data.outcome}`) });
  if (kind === 'refused') return t(`events:refused.${data.scope}`);
  if (kind === 'answered') return t(`events:answered.${data.by}`);
  const clock = deadline ? wordedOf(deadline.title, language) : (data.clock ?? '');
  if (kind === 'deadline-moved')
    return t(`events:kind.${kind}`, { clock, was: date(data.was), is: date(data.is) });
  const words = {
    at: data.at ? moment(data.at) : '',
    clock,
    letter: data.letterKind ? t(`events:letterKind.${data.letterKind}`) : '',
    method: data.method ? t(`events:method.${data.method}`) : '',
    reason: data.reason ? t(`verbs:pauseReason.${data.reason}`) : '',
    policy: data.policy ?? '',
    calendar: data.calendar ?? '',
    purpose: data.purpose ? t(`events:purpose.${data.purpose}`) : '',
  };
  return t(`events:kind.${kind}`, words);
}

const assignedTo = (t: T, page: RequestPage, is: unknown): string =>
  is === null || is === undefined
    ? t('events:assignedToNobody')
    : t('events:assignedTo', { name: page.actors[`user:${is}`] ?? t('events:actor.former') });
