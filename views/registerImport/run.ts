import { RuleViolation } from '../../domain/ruleViolation.ts';
import type { ImportDetails } from '../../models/registerImport/page.ts';
import { shortMoment } from '../dates.ts';
import { errorsOf, type FieldErrors, sentenceOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { dropForm } from './mapping.ts';

type RunPageInput = ImportDetails & { zone: string; reason?: string; fault?: RuleViolation };
type RunTable = {
  caption: string;
  text?: string;
  columns: { text: string; numeric?: boolean }[];
  rows: object[];
};
type RunPage = {
  frame: Frame;
  errors: FieldErrors;
  said: string[];
  forms: object[];
  links: { href: string; text: string }[];
  tables: RunTable[];
};

/** What an import would do, how far it is, or what it did; and the buttons for what comes next. */
export function runPage(base: FrameBase, given: RunPageInput): RunPage {
  const { t, language } = base;
  const { run, fault, standing, withdrawn, isAtWork } = given;
  const isBrokenOff = !isAtWork && (run.state === 'writing' || run.state === 'withdrawing');
  const counts = { read: run.read, made: run.made, faulty: run.faulty, standing };
  return {
    frame: {
      ...base,
      title: t(`registerImport:titleOf.${run.state}`, { file: run.fileName }),
      faulty: fault !== undefined,
    },
    errors: fault ? errorsOf(t, [fault]) : {},
    said: [
      t('registerImport:given', {
        file: run.fileName,
        when: shortMoment(run.begunAt, language, given.zone),
        who: given.actor || t('events:actor.command-line'),
      }),
      isBrokenOff ? t('registerImport:brokenOff') : '',
      ...statement(base, given, counts),
      withdrawn ? t('registerImport:withdrawnBy', { who: withdrawn.by, reason: withdrawn.reason }) : '',
      run.state === 'withdrawn' && standing > 0 ? t('registerImport:kept', { count: standing }) : '',
    ].filter(Boolean),
    forms: formsOf(base, given, isBrokenOff),
    links:
      run.state === 'checked'
        ? [{ href: `/settings/import/${run.id}?columns=`, text: t('registerImport:columnsAgain') }]
        : [],
    tables: tablesOf(base, given),
  };
}

type ImportCounts = Record<'read' | 'made' | 'faulty' | 'standing', number>;

function statement({ t }: FrameBase, { run, findings }: RunPageInput, counts: ImportCounts): string[] {
  const check = findings?.check;
  switch (run.state) {
    case 'checking':
      return [t('registerImport:checking', counts)];
    case 'checked':
      if (!check) return [];
      return [
        t('registerImport:wouldMake', { count: check.good, read: run.read }),
        check.manyFaults > 0 ? t('registerImport:haveFaults', { count: run.faulty }) : '',
        check.manyNotes > 0 ? t('registerImport:haveNotes', { count: check.manyNotes }) : '',
        t('registerImport:nobody'),
      ];
    case 'writing':
      return [t('registerImport:writing', { ...counts, count: run.made })];
    case 'written':
      return [
        t('registerImport:written', { count: run.made }),
        run.faulty > 0 ? t('registerImport:leftOut', { count: run.faulty }) : '',
      ];
    case 'withdrawing':
      return [t('registerImport:withdrawing', { count: counts.standing })];
    case 'withdrawn':
      return [t('registerImport:withdrawn', { count: counts.made - counts.standing })];
    case 'given':
      return [];
  }
}

function formsOf(
  base: FrameBase,
  { run, findings, reason, fault, isAtWork, standing: left }: RunPageInput,
  isBrokenOff: boolean,
): object[] {
  const { t } = base;
  if (isAtWork) return [];
  const check = findings?.check;
  const action = `/settings/import/${run.id}/run`;
  const lines = (value: string) => [{ partial: 'hidden', name: 'lines', value }];
  if (run.state === 'checked' && check)
    return [
      ...(check.good > 0
        ? [
            {
              action,
              fields: lines(check.manyFaults > 0 ? 'good' : 'all'),
              button: {
                text: t(check.manyFaults > 0 ? 'registerImport:importGood' : 'registerImport:importAll', {
                  count: check.good,
                }),
                kind: check.manyFaults > 0 ? 'quiet' : 'primary',
              },
            },
          ]
        : []),
      dropForm(base, run.id),
    ];
  const undo = {
    action: `/settings/import/${run.id}/undo`,
    fields: [
      {
        partial: 'textarea',
        name: 'reason',
        label: t('verbs:label.reason'),
        hint: t('registerImport:undoHint'),
        rows: 2,
        value: reason ?? '',
        error: fault?.field === 'reason' ? sentenceOf(t, fault) : undefined,
      },
    ],
    button: { text: t('registerImport:undo'), kind: 'quiet' },
  };
  const goOn = {
    action,
    fields: lines(run.onlyGood ? 'good' : 'all'),
    button: { text: t('registerImport:goOn') },
  };
  if (isBrokenOff && run.state === 'writing') return left > 0 ? [goOn, undo] : [goOn];
  return run.state === 'written' || isBrokenOff ? [undo] : [];
}

function tablesOf({ t }: FrameBase, { run, findings, requests, isAtWork }: RunPageInput): RunTable[] {
  if (isAtWork) return [];
  const { faults = [], notes = [], manyFaults = 0, manyNotes = 0 } = findings?.check ?? {};
  const heads = (...names: string[]) => names.map((name) => ({ text: t(`registerImport:head.${name}`) }));
  const tables: RunTable[] = [];
  if (faults.length > 0)
    tables.push({
      caption: t('registerImport:faults'),
      text:
        faults.length < manyFaults
          ? t('registerImport:firstOf', { count: faults.length, all: manyFaults })
          : undefined,
      columns: heads('line', 'column', 'fault'),
      rows: faults.map(({ line, column, code, data }) => ({
        cells: [
          { text: String(line) },
          { text: column },
          { text: sentenceOf(t, new RuleViolation(code, data)) },
        ],
      })),
    });
  if (notes.length > 0 && run.state === 'checked')
    tables.push({
      caption: t('registerImport:notes'),
      text:
        notes.length < manyNotes
          ? t('registerImport:firstOf', { count: notes.length, all: manyNotes })
          : t('registerImport:notesText'),
      columns: heads('line', 'column', 'said', 'is'),
      rows: notes.map(({ line, column, said, is }) => ({
        cells: [
          { text: String(line) },
          { text: column },
          { text: said },
          { text: is || t('registerImport:nothing') },
        ],
      })),
    });
  if (requests.length > 0)
    tables.push({
      caption: t(run.state === 'withdrawn' ? 'registerImport:keptTitle' : 'registerImport:made'),
      text:
        requests.length < run.made
          ? t('registerImport:firstOf', { count: requests.length, all: run.made })
          : undefined,
      columns: heads('reference', 'person', 'line'),
      rows: requests.map(({ reference, person, line }) => ({
        cells: [
          { text: reference, href: `/requests/${reference}` },
          { text: person },
          { text: String(line) },
        ],
      })),
    });
  return tables;
}
