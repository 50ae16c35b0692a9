import type { Policy } from '../../domain/policies/policy.ts';
import { recourseOf } from '../../domain/policies/recourse.ts';
import { type Time, timesPromised } from '../../domain/policies/times.ts';
import type { Right } from '../../domain/rights.ts';
import { recourseWords } from '../law.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { periodInWords } from '../policies/words.ts';
import { wordedOf } from '../requests/words.ts';
import { at } from './address.ts';

type HomePage = {
  frame: Frame;
  /** Time limits that are the same for every right; others are shown with their right. */
  times: string[];
  rights: { name: string; plain: string; times: string[] }[];
  ask: string;
  status: string;
  steps: string[];
  otherWays: { mail?: string; post?: string };
  complaints: string[];
};

type HomeOrganisation = { name: string; replyAddress: string; postalAddress: string; authority: string };

/** What can be requested of the organisation, how long it takes under its policies, and how it works. View: `intake/home`. */
export function homePage(
  base: FrameBase,
  organisation: HomeOrganisation,
  rights: readonly Right[],
  policies: readonly Policy[],
): HomePage {
  const { t } = base;
  const timesOf = new Map(
    rights.map((right) => [right, timesPromised(policies, right).map((time) => timeWords(base, time))]),
  );
  const [first = [], ...others] = timesOf.values();
  const times = first.filter((time) => others.every((all) => all.includes(time)));
  return {
    frame: { ...base, title: t('home:title') },
    times,
    rights: rights.map((right) => ({
      name: t(`rights:${right}.name`),
      plain: t(`rights:${right}.plain`),
      times: (timesOf.get(right) ?? []).filter((time) => !times.includes(time)),
    })),
    ask: at(base, '/ask'),
    status: at(base, '/status'),
    steps: ['ask', 'confirm', 'answer'].map((step) => t(`home:step.${step}`)),
    otherWays: {
      mail: organisation.replyAddress || undefined,
      post: organisation.postalAddress || undefined,
    },
    complaints: [
      ...new Set(
        policies.map((policy) => recourseWords(base, recourseOf(policy, organisation), 'full').join(' ')),
      ),
    ],
  };
}

/** "Our answer to you: within one month (GDPR)." */
function timeWords({ t, language }: FrameBase, { title, isReply, period, laws }: Time): string {
  const names = laws.map((law) => wordedOf(law, language)).join(', ');
  return t(names ? 'home:timeUnder' : 'home:time', {
    title: isReply ? t('status:reply') : wordedOf(title, language),
    length: periodInWords(period, t),
    laws: names,
  });
}
