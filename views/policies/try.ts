import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { wordedOf } from '../requests/words.ts';
import { type TrialForm, trialForm } from './form.ts';
import { datesOf, type TrialDates } from './results.ts';
import type { Trial } from './trial.ts';

type TryPageInput = Trial & { path: string; link: string };
type TryPage = {
  frame: Frame;
  errors: Record<string, string>;
  policy: { href: string; text: string };
  path: string;
  version?: string;
  form: TrialForm;
  dates?: TrialDates;
  link: string;
};

/** The simulator: the question, and every resulting date with its reasons. */
export function tryPage(base: FrameBase, given: TryPageInput): TryPage {
  const { t, language } = base;
  const { policy, path, fields, faults, result, link } = given;
  const errors = errorsOf(t, faults);
  const title = wordedOf(policy.title, language);
  const version = fields.version ? `?version=${encodeURIComponent(fields.version)}` : '';
  return {
    frame: {
      ...base,
      title: t('simulator:title', { policy: title }),
      faulty: faults.length > 0,
      indexed: base.query ? false : base.indexed,
    },
    errors,
    policy: { href: `${path.replace(/\/try$/, '')}${version}`, text: title },
    path,
    version: fields.version,
    form: trialForm(base, given, errors),
    dates: result && datesOf(base, given, result),
    link,
  };
}
