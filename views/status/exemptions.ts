import type { Standing } from '../../models/submission/page.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { worded } from './promises.ts';

/** What the policy keeps out of the reach of a right: each kind of data with its ground, or the statement that it names none. */
export type Exempt = { title: string; none?: string; list: { data: string; ground: string }[] };

/** The exempt categories of the request's policy for its right (issue 2, point 5). */
export function exemptionsOf({ t, language }: FrameBase, { policy, request }: Standing): Exempt {
  const reaching = policy.exemptions.filter(
    ({ rights }) => rights === 'all' || rights.includes(request.right),
  );
  return {
    title: t('status:exempt.title'),
    none:
      reaching.length === 0 ? t('status:exempt.none', { policy: worded(policy.title, language) }) : undefined,
    list: reaching.map(({ data, ground, note }) => ({
      data: worded(data, language),
      ground: [
        ...(note ? [worded(note, language)] : []),
        ground ? t('status:exempt.ground', { ground }) : t('status:exempt.noGround'),
      ].join(' '),
    })),
  };
}
