import type { Role } from '../../domain/permissions.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import { isolated } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { type LogEntry, logOf } from './log.ts';
import { type Offer, offerOf } from './offer.ts';
import { personWords } from './person.ts';

type EventsPage = { frame: Frame; back: string; about: string; entries: LogEntry[]; note?: Offer };

/** The log of one request on its own page, with a form to add a note. */
export function eventsPage(base: FrameBase, given: { page: RequestPage; role: Role; now: Date }): EventsPage {
  const { page } = given;
  const { reference, personName } = page.request;
  return {
    frame: { ...base, title: base.t('requests:log.title') },
    back: `/requests/${reference}`,
    about: `${reference} · ${isolated(personWords(base.t, personName, page.details.behalf?.name))}`,
    entries: logOf(base, page, page.events),
    note: offerOf(base, given, 'note'),
  };
}
