import { z } from 'zod';
import { isCalendarDate } from '../calendar/calendarDate.ts';
import { holidayCalendar } from '../calendar/holidays.ts';
import { parsePeriod } from '../calendar/periodText.ts';
import { isZone } from '../calendar/zone.ts';
import { RIGHTS } from '../rights.ts';
import { ENDINGS, PAUSE_MODELS, PAUSE_REASONS, type PolicyPack, ROLES_OF_PACK } from './policy.ts';

// What a pack file may say. Unknown keys are errors: a misspelt `rols: false` must not roll in silence.

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, figures and hyphens');
const worded = z.strictObject({ en: text, fr: text.optional() });
const rights = z.array(z.enum(RIGHTS)).min(1);
const rightsOrAll = z.union([z.literal('all'), rights]);
const period = z
  .string()
  .refine(accepts(parsePeriod), 'a period in one unit: P1M, P30D, P2W, P1Y, PT24H, PT90M, P10BD');

const clock = z.strictObject({
  id,
  title: worded,
  rights: rightsOrAll.default('all'),
  starts: id.default('received'),
  period,
  rolls: z.boolean(),
  endsBy: z.enum(ENDINGS),
  extendedPeriod: period.optional(),
  pauses: z.boolean().default(true),
  advisory: z.boolean().default(false),
  source: text,
  chosen: worded.optional(),
  confirmed: z.boolean().default(true),
});

const pause = z.strictObject({
  reason: z.enum(PAUSE_REASONS),
  model: z.enum(PAUSE_MODELS),
  source: text,
  confirmed: z.boolean().default(true),
});

const retention = z.strictObject({
  id,
  data: worded,
  period: period.optional(),
  source: text,
  chosen: worded.optional(),
  confirmed: z.boolean().default(true),
});

const exemption = z.strictObject({
  id,
  rights: rightsOrAll.default('all'),
  data: worded,
  ground: text.optional(),
  source: text,
  confirmed: z.boolean().default(true),
  note: worded.optional(),
});

const listOf = <T extends z.ZodType>(item: T) => z.array(item).default([]);

/** The schema of a pack file, with defaults filled in. */
export const packSchema = z
  .strictObject({
    id,
    version: z.string().regex(/^[A-Za-z0-9.-]+$/, 'letters, figures, points and hyphens'),
    title: worded,
    document: z.strictObject({
      name: text,
      section: text.optional(),
      date: text.optional(),
      reference: text.optional(),
    }),
    role: z.enum(ROLES_OF_PACK),
    effective: z.string().refine(isCalendarDate, 'a day that exists, YYYY-MM-DD'),
    effectiveChosen: z.boolean().default(false),
    zone: z.string().refine(isZone, 'a zone of the IANA list, like Europe/Paris'),
    calendar: z.string().refine(accepts(holidayCalendar), 'a calendar, like FR, FR-67, GB-ENG or none'),
    extends: id.optional(),
    published: z.boolean().default(false),
    rights: rights,
    rightStatements: listOf(z.strictObject({ rights, text: worded, source: text })),
    channels: listOf(text),
    categories: listOf(z.strictObject({ id, data: worded, source: text })),
    clocks: listOf(clock).refine(idsDiffer, 'two clocks have the same id'),
    pauses: listOf(pause),
    retentions: listOf(retention).refine(idsDiffer, 'two retentions have the same id'),
    exemptions: listOf(exemption).refine(idsDiffer, 'two exemptions have the same id'),
    recipients: listOf(z.strictObject({ name: text, purpose: worded, place: text.optional(), source: text })),
    duties: listOf(z.strictObject({ id, title: worded, source: text })),
  })
  .refine((pack) => pack.extends !== pack.id, {
    path: ['extends'],
    message: 'a pack cannot build on itself',
  });

/** What is wrong with the content of a pack: where, and what is allowed. */
export type PackFault = { path: (string | number)[]; message: string };

/** The pack that a parsed file describes, or every fault of it. */
export function readPack(content: unknown): { pack: PolicyPack } | { faults: PackFault[] } {
  const result = packSchema.safeParse(content);
  if (result.success) return { pack: result.data };
  const faults = result.error.issues.map((issue) => ({
    path: issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    message: issue.message,
  }));
  return { faults };
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

function idsDiffer(items: { id: string }[]): boolean {
  return new Set(items.map((item) => item.id)).size === items.length;
}
