import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { localDate } from '../../domain/calendar/zone.ts';
import { may } from '../../domain/permissions.ts';
import { categoryIds } from '../../domain/policies/categories.ts';
import { RuleViolation } from '../../domain/ruleViolation.ts';
import { firstEntries } from '../../domain/systems/suggestions.ts';
import { categoriesOf } from '../../models/organisation/categories.ts';
import { packsOfOrganisation } from '../../models/organisation/packs.ts';
import { type SystemFilter, systemList } from '../../models/system/listing.ts';
import { addSystems } from '../../models/system/save.ts';
import { placeField, recipientsSuggested, systemsPage } from '../../views/systems/index.ts';
import type { AppDesk } from '../appDesk.ts';
import { isShownAgain } from '../middleware/language.ts';
import { deskFrame, say, sendPage } from '../middleware/page.ts';
import { permit } from '../middleware/permit.ts';
import { staffOf } from '../middleware/staff.ts';
import { assertReadable, oneLine, texts, wholeNumber } from '../middleware/text.ts';
import { systemRoutes } from './entry.ts';
import { tableRoutes } from './table.ts';

const Accepted = z.object({ recipient: texts });

/** The register of systems: where personal data lie, and which category lies nowhere. */
export function systemsRouter(desk: AppDesk): Router {
  const router = Router();

  router.get('/', permit('read-systems'), ({ query }, response) =>
    show(desk, response, { filter: filterIn(query) }),
  );

  router.post('/beginning', permit('change-systems'), async (request, response) => {
    const { by, organisation } = staffOf(response);
    const frame = deskFrame(response, 'systems');
    const packs = await packsOfOrganisation(desk, by);
    const { recipient } = Accepted.parse(request.body ?? {});
    const places = placesIn(request.body, categoryIds(categoriesOf(organisation), packs));
    const begun = { recipients: recipient, places };
    if (isShownAgain(request, response)) return show(desk, response, { begun });
    const accepted = recipientsSuggested(frame, packs).filter(({ form }) => recipient.includes(form.name));
    const placed = Object.entries(places).map(([category, systems]) => ({ category, systems }));
    const forms = firstEntries(
      accepted.map(({ form }) => form),
      placed,
      frame.language,
    );
    try {
      assertReadable(request.body);
      if (forms.length === 0) throw new RuleViolation('register-empty', {}, 'recipient');
      await addSystems(desk, by, forms);
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      const { code, data, field } = error;
      const fault = field === 'recipient' ? error : new RuleViolation(code, data); // the name of a system is no field here
      return show(desk, response, { begun, faults: [fault] });
    }
    say(response, frame.t('systems:added', { count: forms.length }));
    response.redirect(303, '/systems');
  });

  tableRoutes(router, desk);
  systemRoutes(router, desk);
  return router;
}

/** What was typed of where each category lies. */
const placesIn = (body: unknown, categories: string[]): Record<string, string> =>
  Object.fromEntries(
    categories.map((category) => [
      category,
      oneLine.catch('').parse((body as Record<string, unknown> | undefined)?.[placeField(category)]),
    ]),
  );

/** Which systems the address asks for. */
const filterIn = (query: Request['query']): SystemFilter => ({
  find: oneLine.catch('').parse(query.find) || undefined,
  category: oneLine.catch('').parse(query.category) || undefined,
  after: wholeNumber.catch(0).parse(query.after) || undefined,
});

type Shown = {
  filter?: SystemFilter;
  faults?: RuleViolation[];
  begun?: Parameters<typeof systemsPage>[1]['begun'];
};

async function show(
  desk: AppDesk,
  response: Response,
  { filter = {}, faults = [], begun }: Shown = {},
): Promise<void> {
  const { organisation, by, role } = staffOf(response);
  const packs = await packsOfOrganisation(desk, by);
  const own = categoriesOf(organisation);
  const given = {
    ...(await systemList(desk, by, filter)),
    filter,
    categories: categoryIds(own, packs),
    names: { own, packs },
    today: localDate(desk.clock(), organisation.zone),
    mayChange: may(role, 'change-systems'),
    faults,
    begun,
  };
  const page = systemsPage(deskFrame(response, 'systems'), given);
  sendPage(response, 'systems/index', page, 'desk', faults.length > 0 ? 422 : 200);
}
