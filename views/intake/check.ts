import { CRITERIA } from '../../domain/policies/situation.ts';
import type { Answers } from '../../models/draft/answers.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { particularLines } from '../particulars.ts';
import { answerName, type CategoryNames } from '../situation.ts';
import { sizeWords } from '../sizes.ts';
import { at, inForm } from './address.ts';

type SummaryRow = { key: string; lines: string[]; change: { href: string } };
type CheckPage = { frame: Frame; back: string; changed?: object; rows: SummaryRow[]; form: object };

type CheckPageInput = {
  answers: Answers;
  names: CategoryNames;
  files: { name: string; size: number; mandate?: true }[];
  formKey: string;
  /** The digest of what the page shows. */
  shown: string;
  /** Whether the form changed since the page whose button was pressed. */
  changed: boolean;
};

/** Every answer, each with a link to change it. View: `intake/check`. */
export function checkPage(base: FrameBase, given: CheckPageInput): CheckPage {
  const { answers, files, formKey, shown } = given;
  const { t, language } = base;
  const { rights = [] } = answers;
  const row = (key: string, path: string, lines: (string | undefined)[]): SummaryRow => ({
    key: t(`intake:check.${key}`),
    lines: lines.filter((line) => line !== undefined && line !== '') as string[],
    change: { href: inForm(base, path, { from: 'check' }) },
  });
  const names = files.map(({ name, size, mandate }) => {
    const words = [sizeWords(size, t, language), mandate && t('intake:files.isMandate')];
    return `${name} (${words.filter(Boolean).join(', ')})`;
  });
  return {
    frame: { ...base, title: t('intake:check.title'), indexed: false },
    back: inForm(base, '/ask/files'),
    changed: given.changed ? changedNotice(base) : undefined,
    rows: [
      row(
        'rights',
        '/ask',
        rights.map((right) => t(`rights:${right}.name`)),
      ),
      ...situationRows(base, given, row),
      row('behalf', '/ask/behalf', behalfLines(base, answers)),
      ...whoRows(base, answers, row),
      ...aboutRows(base, answers),
      row('files', '/ask/files', names.length > 0 ? names : [t('intake:check.noFiles')]),
    ],
    form: {
      action: at(base, '/ask/check'),
      fields: [
        { partial: 'hidden', name: 'formKey', value: formKey },
        { partial: 'hidden', name: 'shown', value: shown },
      ],
      button: { text: t('intake:check.send', { count: rights.length }) },
    },
  };
}

const changedNotice = ({ t }: FrameBase) => ({
  kind: 'warning',
  title: t('intake:check.changedTitle'),
  text: t('intake:check.changedText'),
});

type Rows = (key: string, path: string, lines: (string | undefined)[]) => SummaryRow;

/** The answers that decide the policy, as far as they were asked. */
function situationRows(base: FrameBase, { answers, names }: CheckPageInput, row: Rows): SummaryRow[] {
  const { t, language, questions = [] } = base;
  const asked = questions.flatMap((question) => CRITERIA.find((criterion) => criterion === question) ?? []);
  return asked.map((criterion) => {
    const answer = answers[criterion];
    const words = answer ? answerName(criterion, answer, language, names) : t('intake:check.notStated');
    return row(criterion, `/ask/${criterion}`, [words]);
  });
}

function whoRows({ t }: FrameBase, { who, behalf }: Answers, row: Rows): SummaryRow[] {
  if (!who) return [];
  return [
    row(behalf?.for === 'other' ? 'ownName' : 'name', '/ask/who', [who.name]),
    row('email', '/ask/who', [who.email || t('intake:check.noEmail')]),
    ...(who.postalAddress ? [row('postalAddress', '/ask/who', [who.postalAddress])] : []),
    ...(who.customerNumber && behalf?.for !== 'other'
      ? [row('customerNumber', '/ask/who', [who.customerNumber])]
      : []),
  ];
}

/** What was written about each right, and in general. */
function aboutRows(base: FrameBase, { rights = [], particulars, about = '' }: Answers): SummaryRow[] {
  const { t } = base;
  const change = { href: inForm(base, '/ask/about', { from: 'check' }) };
  const rows = rights.flatMap((right) => {
    const lines = particularLines(t, right, particulars?.[right]);
    return lines.length > 0 ? [{ key: t(`rights:${right}.name`), lines, change }] : [];
  });
  if (about === '' && rows.length > 0) return rows;
  return [...rows, { key: t('intake:check.about'), lines: [about || t('intake:check.nothing')], change }];
}

function behalfLines({ t }: FrameBase, { behalf }: Answers): (string | undefined)[] {
  if (behalf?.for !== 'other') return [t('intake:behalf.self')];
  const { otherName, otherEmail, otherAddress, otherNumber, relation, authority } = behalf;
  return [otherName, relation, otherEmail, otherAddress, otherNumber, authority];
}
