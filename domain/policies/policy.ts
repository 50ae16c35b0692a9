import type { Edition } from '../edition.ts';
import type { Worded } from '../languages.ts';
import type { Role } from '../permissions.ts';
import type { Right } from '../rights.ts';

import type { CountingRules } from './counting.ts';
import type { Matter, StartingFact } from './facts.ts';
import type { Law } from './law.ts';

export type { Worded };

/** The ways to use a right that have words of ours; a pack may name others, shown as written. */
export const WORDED_CHANNELS = [
  'email',
  'post',
  'unsubscribe-link',
  'cookie-banner',
  'account-settings',
] as const;

/** Whose duties a pack describes, in the terms of the GDPR. */
export const ROLES_OF_PACK = ['controller', 'processor'] as const;

/** How a wait moves a date. `eu-default` is the earlier of the next two; the other is shown. docs/law.md#models-of-waiting */
export const PAUSE_MODELS = [
  'eu-default',
  'shift',
  'month-from-resume-minus-used',
  'inclusive-days',
  'restart',
  'none',
] as const;
export type PauseModel = (typeof PAUSE_MODELS)[number];

/** Why a clock may be suspended. */
export const PAUSE_REASONS = ['identity', 'clarification', 'fee'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** What meets a clock: an act on the request, or `fulfilment` recorded for this clock alone. */
export const ENDINGS = ['answer', 'refusal', 'extension-notice', 'fulfilment'] as const;
type ClockEnding = (typeof ENDINGS)[number];

/** Instead of an extended period: the last day is the one that the controller announces. */
export const ANNOUNCED = 'announced';

/** One promise with a period. `source` is a clause id of `document` or of the law. */
export type Clock = {
  id: string;
  title: Worded;
  rights: 'all' | Right[];
  /** What it is about. Only `request` belongs to a request's own dates. */
  matter: Matter;
  /** The kinds of data of the pack that it is about; all where absent. */
  categories?: string[];
  /** The fact from which it runs, forwards or backwards. */
  starts: StartingFact;
  /** Set to the same fact where the period is counted back from it: "at least four weeks before the audit". */
  before?: StartingFact;
  /** ISO 8601 with one unit, or `PnBD` (working days). */
  period: string;
  /** Whether the day of the fact is the first of the period; by Reg. 1182/71 Art. 3(1) it is not counted. */
  countsFirstDay?: boolean;
  /** The first day on which its fact can start it, where the rule is younger than its pack. */
  inForceFrom?: string;
  /** Art. 3(4) Reg. 1182/71; storage periods do not roll. */
  rolls: boolean;
  endsBy: ClockEnding;
  /** The period under an extension, counted from receipt (`P3M`); or `announced`: its notice names the day. */
  extendedPeriod?: string;
  /** Whether waits suspend it. */
  pauses: boolean;
  /** A row to plan by: it never makes a request overdue and sends no reminder. */
  advisory: boolean;
  /** Who is responsible for it, where the pack says so. */
  owner?: Role;
  /** How many days before the safe day the first warning comes; seven where absent. */
  warnDays?: number;
  source: string;
  /** Further clauses that it covers. */
  also?: string[];
  /** What was chosen where the text leaves a number or a reading open. */
  chosen?: Worded;
  /** False where the text of the source was not read; shown beside the date. docs/law.md#not-confirmed */
  confirmed: boolean;
};

/** How a wait for one reason is counted, and the source of that. */
export type PauseRule = { model: PauseModel; source: string; confirmed: boolean };
/** The rule of a reason, the rights it applies to, and the rules of countries that have their own (ISO code of the calendar). */
export type Pause = PauseRule & {
  reason: PauseReason;
  rights: 'all' | Right[];
  countries?: Record<string, PauseRule>;
};
/** Data that a right does not cover. `ground` is the passage of the law; absent where the policy names none. */
type Exemption = {
  id: string;
  rights: 'all' | Right[];
  data: Worded;
  ground?: string;
  source: string;
  confirmed: boolean;
  note?: Worded;
};
/** A kind of data that the document names. */
type Category = { id: string; data: Worded; source: string; also?: string[] };
/** What the document says about a right and how to use it. */
type RightStatement = { rights: Right[]; text: Worded; source: string };
export type Retention = {
  id: string;
  data: Worded;
  /** How long, where the document or the organisation says so. Storage periods never roll. */
  period?: string;
  /** The fact from which it runs. */
  starts?: StartingFact;
  source: string;
  also?: string[];
  chosen?: Worded;
  confirmed: boolean;
};
type Recipient = { name: string; purpose: Worded; place?: string; source: string };
type Duty = { id: string; title: Worded; source: string; chosen?: Worded; confirmed: boolean };

/** A pack as its file has it, before `extends` is resolved. */
export type PolicyPack = {
  id: string;
  version: string;
  /** The edition of the desk's rules since which the pack reads like this. */
  edition: Edition;
  /** How it read in former editions, under the same version; the newest last. */
  formerEditions?: PolicyPack[];
  title: Worded;
  document: { name: string; section?: string; date?: string; reference?: string };
  role: (typeof ROLES_OF_PACK)[number];
  /** The first day on which it applies, until the eve of the next version's first day. */
  effective: string;
  effectiveChosen: boolean;
  zone: string;
  calendar: string;
  /** The document names no seat: zone and calendar are the organisation's reading. */
  calendarChosen: boolean;
  extends?: string;
  /** By what law periods are counted, where that is not Reg. 1182/71. */
  counting?: CountingRules;
  /** What its law says besides periods; where absent, that of the pack it builds on. */
  law?: Law;
  /** The pack whose law it follows without building on its clocks: a processor's agreement under the GDPR. */
  lawOf?: string;
  published: boolean;
  rights: Right[];
  rightStatements: RightStatement[];
  channels: string[];
  categories: Category[];
  clocks: Clock[];
  pauses: Pause[];
  retentions: Retention[];
  exemptions: Exemption[];
  recipients: Recipient[];
  duties: Duty[];
};

/** An item of a folded policy. `pack` is the `id@version` that it comes from; `source` belongs to the document of that pack. */
export type From<T> = T & { pack: string };

/** What applies to one request: a pack with what it builds on folded in, in one edition of the rules. */
export type Policy = Omit<PolicyPack, keyof Folded | 'formerEditions' | 'counting'> & Folded;
type Folded = {
  /** As it reads today, whatever the edition: no date depends on it. */
  law: Law;
  /** By what law the periods of a pack are counted, where that is not Reg. 1182/71. */
  countings: Record<string, CountingRules>;
  rightStatements: From<RightStatement>[];
  categories: From<Category>[];
  clocks: From<Clock>[];
  pauses: From<Pause>[];
  retentions: From<Retention>[];
  exemptions: From<Exemption>[];
  recipients: From<Recipient>[];
  duties: From<Duty>[];
};
