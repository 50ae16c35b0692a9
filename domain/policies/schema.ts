import { z } from 'zod';
import { isCalendarDate } from '../calendar/calendarDate.ts';
import { calendarInUse, holidayCalendar } from '../calendar/holidays.ts';
import { parsePeriod } from '../calendar/periodText.ts';
import { isZone } from '../calendar/zone.ts';
import { EDITIONS, PRESENT_EDITION } from '../edition.ts';
import { type Fault, faultsOf, only } from '../fault.ts';
import { ROLES } from '../permissions.ts';
import { RIGHTS, type Right } from '../rights.ts';
import { worded } from '../worded.ts';
import { MATTERS, STARTING_FACTS } from './facts.ts';
import { lawSchema } from './lawSchema.ts';
import { ANNOUNCED, ENDINGS, PAUSE_MODELS, PAUSE_REASONS, type PolicyPack, ROLES_OF_PACK } from './policy.ts';

// What a pack file may say.

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, figures and hyphens');
const rights = z.array(z.enum(RIGHTS)).min(1);
const rightsOrAll = z
  .union([z.literal('all'), z.array(z.string()).min(1)], { error: 'give all, or a list of rights' })
  .superRefine((given, context) => {
    for (const [index, one] of given === 'all' ? [] : given.entries()) {
      const message = `give one of ${RIGHTS.join(', ')}`;
      if (!isRight(one)) context.addIssue({ code: 'custom', path: [index], message });
    }
  })
  .transform((given) => given as 'all' | Right[]);
const period = z
  .string()
  .refine(accepts(parsePeriod), 'a period in one unit: P1M, P30D, P2W, P1Y, PT24H, PT90M, P10BD');
const PERIOD_OR_ANNOUNCED = `a period in one unit, like P3M, or ${ANNOUNCED}`;

const day = z.string().refine(isCalendarDate, 'a day that exists, YYYY-MM-DD');
const fact = z.enum(STARTING_FACTS);

/** The clause it comes from, and further clauses that it covers. */
const written = { source: text, also: z.array(text).min(1).optional() };

const clock = only({
  id,
  title: worded,
  rights: rightsOrAll.default('all'),
  matter: z.enum(MATTERS).default('request'),
  categories: z.array(id).min(1).optional(),
  starts: fact.optional(),
  before: fact.optional(),
  period,
  countsFirstDay: z.boolean().optional(),
  inForceFrom: day.optional(),
  rolls: z.boolean(),
  endsBy: z.enum(ENDINGS),
  extendedPeriod: z.union([z.literal(ANNOUNCED), period], { error: PERIOD_OR_ANNOUNCED }).optional(),
  pauses: z.boolean().default(true),
  advisory: z.boolean().default(false),
  owner: z.enum(ROLES).optional(),
  warnDays: z.int().min(0).max(3650).optional(),
  ...written,
  chosen: worded.optional(),
  confirmed: z.boolean().default(true),
})
  .superRefine(({ starts, before, period, extendedPeriod, countsFirstDay, pauses }, context) => {
    const wrong = (key: string, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (starts && before && starts !== before) wrong('before', 'give starts or before, not both');
    if (countsFirstDay && (before || pauses || extendedPeriod || !/^P\d+D$/.test(period)))
      wrong(
        'countsFirstDay',
        'only for a period of days, counted forward, that neither stands still nor is extended',
      );
    if (before && extendedPeriod) wrong('extendedPeriod', 'a clock counted back cannot be extended');
    if (extendedPeriod && [period, extendedPeriod].some(isOfHours)) {
      wrong('extendedPeriod', 'only a period of days or longer can be extended, by another');
    }
  })
  .transform((given) => ({ ...given, starts: given.starts ?? given.before ?? ('received' as const) }));

const pauseRule = {
  model: z.enum(PAUSE_MODELS),
  source: text,
  confirmed: z.boolean().default(true),
};
const country = z.string().regex(/^[A-Z]{2}$/, 'a country by its ISO code, like FR');
const pause = only({
  reason: z.enum(PAUSE_REASONS),
  rights: rightsOrAll.default('all'),
  ...pauseRule,
  countries: z.record(country, only(pauseRule)).optional(),
});

const retention = only({
  id,
  data: worded,
  period: period.optional(),
  starts: fact.optional(),
  ...written,
  chosen: worded.optional(),
  confirmed: z.boolean().default(true),
});

const exemption = only({
  id,
  rights: rightsOrAll.default('all'),
  data: worded,
  ground: text.optional(),
  source: text,
  confirmed: z.boolean().default(true),
  note: worded.optional(),
});

const duty = only({
  id,
  title: worded,
  source: text,
  chosen: worded.optional(),
  confirmed: z.boolean().default(true),
});

const idsDiffer = differ<{ id: string }>(({ id }) => id, 'id');
const listOf = <T extends z.ZodType>(item: T) => z.array(item).default([]);

/** A pack of the first edition of the rules may name a calendar that could be chosen at the time. */
const isKnown = accepts((calendar) => calendarInUse(calendar, PRESENT_EDITION));
const isChoosable = accepts(holidayCalendar);

/** The schema of a pack file, with defaults filled in. */
const packSchema = only({
  id,
  version: z.string().regex(/^[A-Za-z0-9.-]+$/, 'letters, figures, points and hyphens'),
  edition: z.literal(EDITIONS, { error: `give one of ${EDITIONS.join(', ')}` }).default(1),
  title: worded,
  document: only({
    name: text,
    section: text.optional(),
    date: text.optional(),
    reference: text.optional(),
  }),
  role: z.enum(ROLES_OF_PACK),
  effective: day,
  effectiveChosen: z.boolean().default(false),
  zone: z.string().refine(isZone, 'a zone of the IANA list, like Europe/Paris'),
  calendar: z.string().refine(isKnown, 'a calendar, like FR, FR-67, GB-ENG or none'),
  calendarChosen: z.boolean().default(false),
  extends: id.optional(),
  counting: only({ periods: text.optional(), moves: text.optional() }).optional(),
  law: lawSchema.optional(),
  lawOf: id.optional(),
  published: z.boolean().default(false),
  rights: rights,
  rightStatements: listOf(only({ rights, text: worded, source: text })),
  channels: listOf(text),
  categories: listOf(only({ id, data: worded, ...written })).superRefine(idsDiffer),
  clocks: listOf(clock).superRefine(idsDiffer),
  pauses: listOf(pause).superRefine(differ<{ reason: string }>(({ reason }) => reason, 'reason')),
  retentions: listOf(retention).superRefine(idsDiffer),
  exemptions: listOf(exemption).superRefine(idsDiffer),
  recipients: listOf(only({ name: text, purpose: worded, place: text.optional(), source: text })),
  duties: listOf(duty).superRefine(idsDiffer),
})
  .refine((pack) => pack.extends !== pack.id, {
    path: ['extends'],
    message: 'a pack cannot build on itself',
  })
  .refine(({ edition, calendar }) => edition === 1 || !isKnown(calendar) || isChoosable(calendar), {
    path: ['calendar'],
    message: 'a canton, like CH-ZH: their holidays differ',
  });

/** The pack that a parsed file describes, or all its faults. */
export function readPack(content: unknown): { value: PolicyPack } | { faults: Fault[] } {
  const result = packSchema.safeParse(content);
  return result.success ? { value: result.data } : { faults: faultsOf(result.error) };
}

function isRight(text: string): text is Right {
  return (RIGHTS as readonly string[]).includes(text);
}

function isOfHours(text: string): boolean {
  return /^PT/.test(text);
}

function accepts(parse: (text: string) => unknown): (text: string) => boolean {
  return (text) => {
    try {
      parse(text);
      return true;
    } catch {
      return false; // the refinement's own message says what is allowed
    }
  };
}

/** Of two items with the same key, the second is at fault. */
function differ<T>(keyOf: (item: T) => string, key: string) {
  return (items: T[], context: z.RefinementCtx): void => {
    const seen = new Set<string>();
    for (const [index, item] of items.entries()) {
      const message = `the ${key} ${keyOf(item)} is already used here`;
      if (seen.has(keyOf(item))) context.addIssue({ code: 'custom', path: [index, key], message });
      seen.add(keyOf(item));
    }
  };
}
