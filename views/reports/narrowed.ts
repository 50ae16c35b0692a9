import type { PolicyPack } from '../../domain/policies/policy.ts';
import { STANDINGS } from '../../domain/reports/end.ts';
import type { CountedFilter } from '../../models/report/list.ts';
import type { Wording } from '../i18n.ts';
import { groundTitle, policyTitle } from './titles.ts';

/** Which figure a list is of, in the words of its table. `standing` is what the address asks for, where that is several at once. */
export function narrowedWords(
  filter: CountedFilter,
  standing: string | undefined,
  worded: Wording & { packs: readonly PolicyPack[] },
): string[] {
  const { t } = worded;
  const { right, policy, channel, outcome, ground, pausedFor } = filter;
  const of = STANDINGS.find((one) => one === standing);
  const together = TOGETHER.find((one) => one === standing);
  return [
    of && t(`reports:standing.${of}`),
    together && t(`reports:standings.${together}`),
    right && t(`requests:right.${right}`),
    policy && policyTitle(policy, worded),
    channel && t(`requests:channel.${channel}`),
    outcome && t(`reports:outcome.${outcome}`),
    ground && groundTitle(ground, worded),
    pausedFor && t(`reports:pausedFor.${pausedFor}`),
    ...FLAGS.filter((flag) => filter[flag]).map((flag) => t(`reports:only.${flag}`)),
  ].filter((words): words is string => Boolean(words));
}

const TOGETHER = ['answered', 'in-time', 'ended-unanswered'] as const;
const FLAGS = ['refused', 'identityAsked', 'paused', 'corrected'] as const;
