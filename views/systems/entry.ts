import type { RuleViolation } from '../../domain/ruleViolation.ts';
import { readSystem } from '../../domain/systems/systemForm.ts';
import type { ChangesPage } from '../../models/settingsChange/log.ts';
import type { SystemChange } from '../../models/system/changes.ts';
import { type ChangesShown, changesShown } from '../changesShown.ts';
import { longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { type EntryFormInput, entryForm } from './entryForm.ts';
import { changeWords, entryWords } from './words.ts';

type EntryPageInput = EntryFormInput & {
  mayChange: boolean;
  changes: ChangesPage<SystemChange>;
  /** The change before which the page begins. */
  before?: number;
  zone: string;
  faults: RuleViolation[];
};
type SystemFactRow = { key: string; lines: string[] };
export type EntryPage = {
  frame: Frame;
  errors: Record<string, string>;
  /** For whoever may change it; for others its facts. */
  form?: object;
  rows: SystemFactRow[];
  changes: SystemFactRow[];
  /** That there are more changes, and the way to them. */
  more?: ChangesShown;
};

/** One system of the register: its form or its facts, and who changed what. */
export function systemPage(base: FrameBase, given: EntryPageInput): EntryPage {
  const { form, id, mayChange, faults } = given;
  const { t } = base;
  const errors = errorsOf(t, faults);
  return {
    frame: {
      ...base,
      title: id === undefined ? t('systems:add') : form.name || t('systems:unnamed'),
      faulty: faults.length > 0,
      typing: mayChange ? TYPING : undefined,
    },
    errors,
    form: mayChange ? entryForm(base, given, errors) : undefined,
    rows: factsOf(base, given),
    changes: given.changes.changes.map((change) => changeRow(base, given, change)),
    more: changesShown(base, given.changes, { here: `/systems/${id}`, isFirst: given.before === undefined }),
  };
}

function factsOf(base: FrameBase, given: EntryPageInput): SystemFactRow[] {
  const read = readSystem(given.form);
  if ('faults' in read) return [];
  return Object.entries(entryWords(base, read.value, given))
    .filter(([, text]) => text)
    .map(([field, text]) => ({ key: base.t(`systems:label.${field}`), lines: text.split('\n') }));
}

/** Who changed it and when: each field that is another, from what to what. */
function changeRow(
  base: FrameBase,
  given: EntryPageInput,
  { at, who: user, was, is }: SystemChange,
): SystemFactRow {
  const { t, language } = base;
  const who = user ?? t('systems:commandLine');
  const key = t('systems:changedBy', { at: longMoment(at, language, given.zone), who });
  if (!was) return { key, lines: [t('systems:wasAdded')] };
  return { key, lines: changeWords(base, given, { was, is }) };
}
