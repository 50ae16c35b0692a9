import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import type { Step } from '../../domain/calendar/step.ts';
import type { Facts } from '../../domain/deadlines/deadline.ts';
import type { PauseModel, PauseReason, Policy } from '../../domain/policies/policy.ts';
import { clocksOf, factsOf, shippedPolicy } from './facts.ts';

type Wait = Facts['pauses'][number];

const wait = (reason: PauseReason, askedAt: string, answeredAt?: string): Wait => ({
  reason,
  askedAt: new Date(askedAt),
  ...(answeredAt && { answeredAt: new Date(answeredAt) }),
});

type Options = {
  ref?: string;
  calendar?: string;
  received?: string;
  models?: Partial<Record<PauseReason, PauseModel>>;
  change?: Partial<Policy>;
};

/** The reasons of every clock of an erasure under a policy; pauses count by the given model of each reason. */
export function reasonsWith(facts: Partial<Facts>, options: Options = {}): Step[] {
  const { ref = 'scalingo-privacy@2015', calendar = 'FR-67', received = '2026-03-02T09:17:00Z' } = options;
  const policy = shippedPolicy(ref, options.change);
  const pauses = policy.pauses.map((pause) => {
    const model = options.models?.[pause.reason];
    return model ? { ...pause, model, countries: {} } : pause;
  });
  const clocks = clocksOf({ ...policy, pauses }, factsOf(received, facts), calendar);
  return Object.values(clocks).flatMap(({ because }) => because);
}

const notice = (at: string) => ({ extensionNoticeSentAt: new Date(at) });
const asked = (...pauses: Wait[]) => ({ pauses });
const restart = { models: { identity: 'restart', clarification: 'inclusive-days' } } as const;

/** Steps stored by the first edition of the rules, which are no longer computed. */
const STORED: Step[] = [
  {
    code: 'pause-elapsed',
    data: {
      reason: 'identity',
      from: new Date('2026-03-02T12:00:00Z'),
      until: new Date('2026-03-02T15:00:00Z'),
      at: new Date('2026-03-03T12:17:00Z'),
      zone: 'Europe/Paris',
    },
  },
];

/** Histories that together produce every step of a pause or an extension. */
export const EVERY_WAIT: Step[] = [
  ...STORED,
  ...reasonsWith(asked(wait('identity', '2026-03-05T10:00:00Z', '2026-04-09T10:00:00Z')), {
    calendar: 'DE-BE',
  }),
  ...reasonsWith(asked(wait('identity', '2026-03-05T10:00:00Z', '2026-04-09T10:00:00Z')), {
    calendar: 'DE-BE',
    change: { edition: 1 },
  }),
  ...reasonsWith(asked(wait('identity', '2026-03-05T10:00:00Z'))),
  ...reasonsWith(asked(wait('identity', '2026-03-02T10:00:00Z'))),
  ...reasonsWith(asked(wait('identity', '2026-05-05T10:00:00Z'))),
  ...reasonsWith(asked(wait('fee', '2026-03-05T10:00:00Z'))),
  ...reasonsWith(asked(wait('identity', '2026-03-02T12:00:00Z', '2026-03-02T15:00:00Z'))),
  ...reasonsWith(asked(wait('identity', '2026-03-02T12:00:00Z', '2026-03-04T15:00:00Z')), {
    ref: 'uk-gdpr',
    calendar: 'GB-ENG',
  }),
  // A clock change falls into the pause, and both pauses overlap.
  ...reasonsWith(
    asked(
      wait('identity', '2026-03-28T12:00:00Z', '2026-03-29T15:00:00Z'),
      wait('clarification', '2026-03-28T20:00:00Z', '2026-03-29T16:00:00Z'),
    ),
    { received: '2026-03-28T09:17:00Z' },
  ),
  // Asked on the tenth day, and shorter than the months differ (DE, received 20 January, asked 5 February).
  ...reasonsWith(asked(wait('clarification', '2026-02-05T10:00:00Z', '2026-02-06T10:00:00Z')), {
    ...{ ref: 'gdpr-eu', calendar: 'DE-BE', received: '2026-01-20T09:00:00Z' },
  }),
  ...reasonsWith(asked(wait('identity', '2026-08-24T10:00:00Z', '2026-09-23T10:00:00Z')), {
    received: '2026-07-23T09:00:00Z',
  }),
  ...reasonsWith(
    {
      ...asked(
        wait('identity', '2026-03-05T10:00:00Z', '2026-03-20T10:00:00Z'),
        wait('clarification', '2026-03-03T10:00:00Z', '2026-03-25T10:00:00Z'),
      ),
      ...notice('2026-03-10T10:00:00Z'),
    },
    restart,
  ),
  ...reasonsWith(asked(wait('clarification', '2026-03-05T10:00:00Z', '2026-03-05T11:00:00Z')), restart),
  ...reasonsWith(asked(wait('clarification', '2026-03-05T10:00:00Z', '2026-03-06T11:00:00Z')), restart),
  ...reasonsWith(
    asked(
      wait('clarification', '2026-03-04T10:00:00Z', '2026-03-09T10:00:00Z'),
      wait('identity', '2026-03-09T12:00:00Z', '2026-03-16T10:00:00Z'),
    ),
    { ref: 'gdpr-eu', calendar: 'FR' },
  ),
  ...reasonsWith(asked(wait('clarification', '2026-03-05T10:00:00Z', '2026-03-06T11:00:00Z')), {
    change: { pauses: [{ ...clarificationRule(), rights: ['access'] }] },
  }),
  ...reasonsWith(
    asked(
      wait('clarification', '2026-03-04T10:00:00Z', '2026-03-09T10:00:00Z'),
      wait('identity', '2026-03-05T12:00:00Z', '2026-03-16T10:00:00Z'),
    ),
    { ref: 'gdpr-eu', calendar: 'DE-BE' },
  ),
  ...reasonsWith(asked(wait('identity', '2026-05-25T10:00:00Z')), {
    ...{ ref: 'ccpa', calendar: 'US-CA', received: '2026-05-20T17:00:00Z' },
  }),
  ...reasonsWith(asked(wait('identity', '2026-04-10T10:00:00Z', '2026-04-16T10:00:00Z')), {
    ...{ ref: 'gdpr-eu', calendar: 'DE-BE', received: '2026-03-16T09:00:00Z' },
  }),
  ...reasonsWith(notice('2026-03-20T10:00:00Z')),
  ...reasonsWith(notice('2026-05-20T10:00:00Z')),
  ...reasonsWith({ extensionNoticeReturned: new Date('2026-03-20T10:00:00Z') }),
  ...reasonsWith({ receivedOn: calendarDate('2026-03-02') }),
];

function clarificationRule() {
  const rule = shippedPolicy('gdpr-eu').pauses.find(({ reason }) => reason === 'clarification');
  if (!rule) throw new Error('gdpr-eu pauses for a clarification');
  return rule;
}
