import type { Answers } from '../../models/draft/answers.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { sizeWords } from '../sizes.ts';
import { at } from './address.ts';

type Row = { key: string; lines: string[]; change: { href: string } };
export type CheckPage = { frame: Frame; back: string; rows: Row[]; form: object };

type Given = {
  answers: Answers;
  files: { name: string; size: number }[];
  formKey: string;
};

/** Every answer once more, each with its way back. View: `intake/check`. */
export function checkPage(base: FrameBase, { answers, files, formKey }: Given): CheckPage {
  const { t, language } = base;
  const { rights = [], about = '' } = answers;
  const row = (key: string, path: string, lines: (string | undefined)[]): Row => ({
    key: t(`intake:check.${key}`),
    lines: lines.filter((line) => line !== undefined && line !== '') as string[],
    change: { href: `${at(base, path)}?from=check` },
  });
  const names = files.map(({ name, size }) => `${name} (${sizeWords(size, t, language)})`);
  return {
    frame: { ...base, title: t('intake:check.title'), indexed: false },
    back: at(base, '/ask/files'),
    rows: [
      row(
        'rights',
        '/ask',
        rights.map((right) => t(`rights:${right}.name`)),
      ),
      ...whoRows(base, answers, row),
      row('behalf', '/ask/behalf', behalfLines(base, answers)),
      row('about', '/ask/about', [about || t('intake:check.nothing')]),
      row('files', '/ask/files', names.length > 0 ? names : [t('intake:check.noFiles')]),
    ],
    form: {
      action: at(base, '/ask/check'),
      fields: [{ partial: 'hidden', name: 'formKey', value: formKey }],
      button: { text: t('intake:check.send', { count: rights.length }) },
    },
  };
}

type Rows = (key: string, path: string, lines: (string | undefined)[]) => Row;

function whoRows({ t }: FrameBase, { who }: Answers, row: Rows): Row[] {
  if (!who) return [];
  return [
    row('name', '/ask/who', [who.name]),
    row('email', '/ask/who', [who.email || t('intake:check.noEmail')]),
    ...(who.postalAddress ? [row('postalAddress', '/ask/who', [who.postalAddress])] : []),
    ...(who.customerNumber ? [row('customerNumber', '/ask/who', [who.customerNumber])] : []),
  ];
}

function behalfLines({ t }: FrameBase, { behalf }: Answers): string[] {
  if (behalf?.for !== 'other') return [t('intake:behalf.self')];
  const { otherName, relation, authority } = behalf;
  return [otherName, relation, authority];
}
