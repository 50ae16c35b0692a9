import { type Response, Router } from 'express';
import { localDate } from '../../domain/calendar/zone.ts';
import { asLanguage } from '../../domain/languages.ts';
import {
  calendarLinkOf,
  calendarTokenOf,
  endCalendarLink,
  readerOfFeed,
  renewCalendarLink,
} from '../../models/calendarLink/link.ts';
import { datesOf } from '../../models/today/dates.ts';
import { calendarPage } from '../../views/today/calendar.ts';
import { feedOf } from '../../views/today/feed.ts';
import type { AppDesk } from '../appDesk.ts';
import { limit } from '../middleware/limits.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit, permitAnyone } from '../middleware/permit.ts';
import { notFound } from '../middleware/refusal.ts';
import { secretPage } from '../middleware/secretPage.ts';
import { staffOf } from '../middleware/staff.ts';

/** One's own calendar feed: its address, another one, and its end. */
export function calendarRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-requests'), secretPage(), async (_request, response) => {
    const { by, organisation } = staffOf(response);
    const link = await calendarLinkOf(by);
    const page = calendarPage(deskFrame(response, 'today'), {
      ...(link && { address: `${desk.baseUrl}/calendar/${calendarTokenOf(desk, link)}.ics` }),
      seenAt: link?.seenAt ?? null,
      views: link?.views ?? 0,
      zone: organisation.zone,
    });
    sendPage(response, 'today/calendar', page, 'desk');
  });

  router.post('/', permit('read-requests'), async (_request, response) => {
    await renewCalendarLink(desk, staffOf(response).by);
    goOn(response, 'today:feed.made');
  });

  router.post('/end', permit('read-requests'), async (_request, response) => {
    await endCalendarLink(desk, staffOf(response).by);
    goOn(response, 'today:feed.ended');
  });

  return router;
}

function goOn(response: Response, said: string): void {
  say(response, deskFrame(response).t(said));
  response.redirect(303, '/today/calendar');
}

/** The feed itself, for a calendar program: whoever has its address reads it. */
export function feedRouter(desk: AppDesk): Router {
  const router = Router();
  router.get(
    '/:token.ics',
    permitAnyone(),
    secretPage(),
    limit(desk, 'calendar'),
    async (request, response) => {
      const reader = await readerOfFeed(desk, String(request.params.token));
      if (!reader) throw notFound();
      const { by, organisation, user } = reader;
      const now = desk.clock();
      const feed = await feedOf({
        language: asLanguage(user.language) ?? 'en',
        organisation: organisation.name,
        baseUrl: desk.baseUrl,
        now,
        dates: await datesOf(desk, by, localDate(now, organisation.zone)),
      });
      response
        .set('Content-Disposition', 'inline; filename="rightsdesk.ics"')
        .type('text/calendar; charset=utf-8')
        .send(feed);
    },
  );
  return router;
}
