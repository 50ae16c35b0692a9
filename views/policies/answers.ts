import type { Requirement } from '../../domain/answers/requirements.ts';
import { requirementsOf } from '../../domain/answers/requirements.ts';
import type { Worded } from '../../domain/languages.ts';
import { cited } from '../../domain/policies/law.ts';
import type { Policy, PolicyPack } from '../../domain/policies/policy.ts';
import { RIGHTS, type Right } from '../../domain/rights.ts';
import type { Wording } from '../i18n.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import { citedIn } from '../writing.ts';

/** What the answer to one right must contain: the passage, and what it asks. */
type AnswerRulesPart = { id: string; title: string; rows: { key: string; value: string }[] };
type AnswerRulesPage = {
  frame: Frame;
  policy: { href: string; text: string };
  parts: AnswerRulesPart[];
  none: string;
};

/** What an answer must contain, by right, under the law of a policy. View: `policies/answers`. */
export function answerRulesPage(
  base: FrameBase,
  { pack, policy, path }: { pack: PolicyPack; policy: Policy; path: string },
): AnswerRulesPage {
  const { t, language } = base;
  const parts = RIGHTS.filter((right) => policy.rights.includes(right)).flatMap((right) => {
    const requirements = requirementsOf(policy.law, right);
    return requirements ? [partOf(base, policy, right, requirements)] : [];
  });
  return {
    frame: { ...base, title: t('policies:answers.title') },
    policy: { href: path, text: wordedOf(pack.title, language) },
    parts,
    none: parts.length === 0 ? t('policies:answers.none') : '',
  };
}

function partOf(
  base: FrameBase,
  { law }: Policy,
  right: Right,
  requirements: readonly Requirement[],
): AnswerRulesPart {
  const { t } = base;
  const title = t(`requests:right.${right}`);
  return {
    id: right,
    title,
    rows: requirements.map(({ id, article }) => ({
      key: passageIn(base, cited(law, article)),
      value: t(`policies:answers.asks.${id}`),
    })),
  };
}

/** A passage as it is cited in the reader's language. */
export const passageIn = ({ language }: Pick<Wording, 'language'>, passage: Worded): string =>
  passage[language] ?? citedIn(passage.en, language);
