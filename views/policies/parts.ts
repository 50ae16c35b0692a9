import type { From, Pause, PauseRule, Policy, PolicyPack } from '../../domain/policies/policy.ts';
import type { T } from '../i18n.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { capital, wordedOf } from '../requests/words.ts';
import { citedIn, textIn } from '../writing.ts';
import { factWords, ownFirst, periodInWords, rightsWords, sourceCell } from './words.ts';

type PartCell = { text: string; note?: string };
/** One kind of row of a pack: a table, or the statement that there is none. */
export type PolicyPart = {
  id: string;
  title: string;
  table?: { caption: string; columns: object[]; rows: { cells: object[] }[] };
  empty: string;
};

/** Everything in a pack except its clocks. */
export function policyParts(
  policy: Policy,
  own: PolicyPack,
  packs: PolicyPack[],
  base: FrameBase,
): PolicyPart[] {
  const { t, language } = base;
  const source = (item: From<{ source: string }>) => sourceCell(item, own, packs, language);
  const part = (id: string, columns: string[], rows: PartCell[][]): PolicyPart => ({
    id,
    title: t(`policies:part.${id}`),
    empty: t(`policies:none.${id}`),
    table: rows.length
      ? {
          caption: t(`policies:part.${id}`),
          columns: columns.map((column) => ({ text: t(`policies:column.${column}`) })),
          rows: rows.map((cells) => ({ cells })),
        }
      : undefined,
  });
  return [
    part(
      'pauses',
      ['reason', 'model', 'source'],
      ownFirst(policy.pauses, own).flatMap((pause) => pauseRows(pause, source(pause), base)),
    ),
    part(
      'retentions',
      ['data', 'period', 'starts', 'source'],
      ownFirst(policy.retentions, own).map((one) => [
        { text: wordedOf(one.data, language), note: remarksOf(one, base) },
        { text: one.period ? periodInWords(one.period, t) : t('policies:noPeriod') },
        { text: one.starts ? factWords(one.starts, t) : t('policies:noStart') },
        source(one),
      ]),
    ),
    part(
      'exemptions',
      ['data', 'rights', 'ground', 'source'],
      ownFirst(policy.exemptions, own).map((one) => [
        {
          text: wordedOf(one.data, language),
          note: [one.note && wordedOf(one.note, language), remarksOf(one, base)].filter(Boolean).join(' '),
        },
        { text: rightsWords(one.rights, t) },
        { text: one.ground ? citedIn(one.ground, language) : t('policies:noGround') },
        source(one),
      ]),
    ),
    part(
      'rights',
      ['rights', 'statement', 'source'],
      ownFirst(policy.rightStatements, own).map((one) => [
        { text: rightsWords(one.rights, t) },
        { text: wordedOf(one.text, language) },
        source(one),
      ]),
    ),
    part(
      'recipients',
      ['recipient', 'purpose', 'place', 'source'],
      ownFirst(policy.recipients, own).map((one) => [
        { text: textIn(one.name, language) ?? one.name },
        { text: wordedOf(one.purpose, language) },
        { text: one.place ? (textIn(one.place, language) ?? one.place) : t('policies:noPlace') },
        source(one),
      ]),
    ),
    part(
      'categories',
      ['data', 'source'],
      ownFirst(policy.categories, own).map((one) => [{ text: wordedOf(one.data, language) }, source(one)]),
    ),
    part(
      'duties',
      ['duty', 'source'],
      ownFirst(policy.duties, own).map((one) => [
        { text: wordedOf(one.title, language), note: remarksOf(one, base) },
        source(one),
      ]),
    ),
  ];
}

const modelWords = ({ model }: PauseRule, t: T): string =>
  capital(model === 'none' ? t('policies:noPause') : t(`because:model.${model}`));

type Remarked = { chosen?: { en: string; fr?: string }; confirmed: boolean };

function remarksOf({ chosen, confirmed }: Remarked, { t, language }: FrameBase): string {
  const remarks = [
    chosen && t('policies:remark.chosen', { words: wordedOf(chosen, language) }),
    !confirmed && t('policies:remark.unconfirmed'),
  ];
  return remarks.filter(Boolean).join(' ');
}

/** The general rule of a reason, then that of each country with its own. */
function pauseRows(pause: Pause, source: PartCell, base: FrameBase): PartCell[][] {
  const { t, language } = base;
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  const reached = pause.rights === 'all' ? '' : rightsWords(pause.rights, t);
  const row = (rule: PauseRule, where: string | undefined, cell: PartCell): PartCell[] => [
    { text: capital(t(`because:reason.${pause.reason}`)), note: [reached, where].filter(Boolean).join('; ') },
    { text: modelWords(rule, t), note: remarksOf(rule, base) },
    cell,
  ];
  const own = Object.entries(pause.countries ?? {}).map(([country, rule]) =>
    row(rule, countries.of(country), { ...source, text: citedIn(rule.source, language) }),
  );
  return [row(pause, own.length ? t('policies:elsewhere') : undefined, source), ...own];
}
