import { isUndoing } from '../../domain/lifecycle/undoing.ts';
import { VERBS, type VerbName, verbPath } from '../../domain/lifecycle/verbs.ts';
import type { Action } from '../../domain/lifecycle/vocabulary.ts';
import type { FrameBase } from '../layouts/frame.ts';
import type { FormContext } from './forms/context.ts';
import { type VerbForm, verbForm, verbHint, verbTitle } from './forms/index.ts';
import { isOffered } from './offers.ts';
import type { ShownRequest } from './shownRequest.ts';

/** A verb on the request page: folded, with its form. */
export type Offer = { id: string; title: string; hint: string; form: VerbForm; open?: boolean };

/** The verb if it is possible now, else undefined. With `values`, its form is open and filled in. */
export function offerOf(
  base: FrameBase,
  given: ShownRequest,
  verb: VerbName,
  clock = '',
  values?: Record<string, string>,
): Offer | undefined {
  const { page, role, now } = given;
  if (!isOffered(verb, page, role, clock)) return undefined;
  const id = clock ? `${verb}-${clock.replaceAll('@', '-')}` : verb;
  const { t, language } = base;
  const context: FormContext = {
    t,
    language,
    page,
    verb,
    clock,
    now,
    values: values ?? {},
    errors: {},
    prefix: `${id}-`,
  };
  const open = values !== undefined;
  return { id, title: verbTitle(context), hint: verbHint(context), form: verbForm(context), open };
}

const asksWhy = (action: Action): boolean => isUndoing(action) || action === 'undo-decision';

/** An undo: what was done, and the form that undoes it. */
export type Undo = {
  action: string;
  text: string;
  button: string;
  hidden: Record<string, string>;
  /** The label of the field for the reason. */
  reason?: string;
};

export function undoOf(
  base: FrameBase,
  { page, role }: ShownRequest,
  verb: VerbName,
  clock = '',
  more: Record<string, string> = {},
): Undo | undefined {
  if (!isOffered(verb, page, role, clock)) return undefined;
  const { version, reference } = page.request;
  const seen = String(page.events.at(-1)?.sequence ?? 0);
  return {
    action: verbPath(verb, reference, clock),
    text: base.t(`verbs:${verb}.hint`),
    button: base.t(`verbs:${verb}.button`),
    hidden: { version: String(version), seen, ...more },
    reason: asksWhy(VERBS[verb].action) ? base.t('verbs:label.undoReason') : undefined,
  };
}
