import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { RequestPage } from '../../models/subjectRequest/page.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import type { FormContext, Kept } from './forms/context.ts';
import { type VerbForm, verbForm, verbHint, verbTitle } from './forms/index.ts';
import { type LogEntry, logOf } from './log.ts';
import type { VerbName } from './verbs.ts';
import { wordedOf } from './words.ts';

export type VerbPage = {
  frame: Frame;
  back: string;
  about: string;
  hint: string;
  errors: Record<string, string>;
  /** Somebody else changed the request meanwhile: what they did. */
  conflict?: { text: string; changes: LogEntry[] };
  /** The verb is not possible as the request stands now. */
  impossible?: string;
  /** What was written for a verb that is no longer possible: shown, so that nothing is lost. */
  written: { key: string; value: string }[];
  form?: VerbForm;
};

type Given = {
  page: RequestPage;
  verb: VerbName;
  clock: string;
  offered: boolean;
  stale: boolean;
  /** The last event that was before the eyes of whoever filled the form in. */
  seen: number;
  now: Date;
  values?: Record<string, string>;
  fault?: RuleViolation;
  kept?: Kept;
};

/** The form of one verb alone on a page: asked for by its address, or shown again with what was written. */
export function verbPage(base: FrameBase, given: Given): VerbPage {
  const { t, language } = base;
  const { page, verb, clock, stale, offered, fault, values = {}, kept, now } = given;
  const errors = fault && !stale && offered ? errorsOf(t, [fault]) : {};
  const context: FormContext = { t, language, page, verb, clock, now, values, errors, kept, prefix: '' };
  const form = verbForm(context);
  const { reference, personName } = page.request;
  const back = `/requests/${reference}`;
  form.button.links = [{ href: back, text: t('requests:backWithout') }];
  const deadline = page.deadlines.find((each) => each.clock === clock);
  return {
    frame: { ...base, title: verbTitle(context), faulty: Boolean(fault) },
    back,
    about: [reference, personName, deadline && wordedOf(deadline.title, language)]
      .filter(Boolean)
      .join(' · '),
    hint: verbHint(context),
    errors,
    conflict: stale ? { text: t('requests:conflict.text'), changes: changesSince(base, given) } : undefined,
    impossible: offered ? undefined : whyImpossible(base, given),
    written: offered ? [] : writtenIn(form, values),
    form: offered ? form : undefined,
  };
}

/** Why the verb cannot be done now: a promise that is open keeps the request from being closed. */
function whyImpossible({ t }: FrameBase, { verb, page }: Given): string {
  const { status } = page.request;
  if (verb === 'close' && status === 'purge-pending') return t('rules:promise-open');
  return t('requests:impossible', { status: t(`requests:status.${status}`) });
}

/** What happened since; where that is not known, the last things that did. */
function changesSince(base: FrameBase, { page, seen }: Given): LogEntry[] {
  const since = page.events.filter(({ sequence }) => seen > 0 && sequence > seen);
  return logOf(base, page, since.length > 0 ? since : page.events.slice(-5));
}

const writtenIn = ({ fields }: VerbForm, values: Record<string, string>) =>
  fields
    .filter(({ partial, name }) => partial !== 'hidden' && values[String(name)])
    .map(({ label, name }) => ({ key: String(label), value: values[String(name)] ?? '' }));
