import { isEventKind } from '../../domain/lifecycle/events.ts';
import type { EventData } from '../../models/event/append.ts';
import type { EventRow, RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { longMoment, shortMoment } from '../dates.ts';
import type { T, Wording } from '../i18n.ts';
import { toldIn } from './told.ts';

/** One event of the log in words; `data` is its content in the chain, as evidence. */
export type LogEntry = {
  when: string;
  what: string;
  who: string;
  data: { key: string; value: string }[];
};

export function logOf(reader: Wording, page: RequestPage, events: readonly EventRow[]): LogEntry[] {
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
      what: sentenceOf(reader, page, event, data),
      who: actorName(t, page, event.actor),
      data: held,
    };
  });
}

/** Who acted: a colleague by name, the person, a job, the command line, or a former colleague. */
export function actorName(t: T, page: RequestPage, actor: string): string {
  if (actor.startsWith('user:')) return page.actors[actor] ?? t('events:actor.former');
  if (actor.startsWith('provider:')) return t('events:actor.provider');
  if (actor.startsWith('owner:')) return t('events:actor.owner');
  return t(`events:actor.${actor}`);
}

/** The sentence of an event, with the moment that it is about if that is not the moment of its entry. */
function sentenceOf(reader: Wording, page: RequestPage, { kind, at }: EventRow, data: EventData): string {
  if (!isEventKind(kind)) return reader.t('events:other', { kind });
  const what = toldIn(reader, page, kind, data);
  const { at: since } = data;
  if (typeof since !== 'string' || since === at || kind === 'reply-rejected') return what;
  const moment = longMoment(new Date(since), reader.language, page.request.zone);
  return reader.t('events:asOf', { what: what.replace(/\.$/, ''), at: moment });
}
