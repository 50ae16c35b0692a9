import type { PolicyPack } from '../../domain/policies/policy.ts';
import { REHEARSED_ROLES } from '../../domain/rehearsal.ts';
import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { RehearsalChange } from '../../models/rehearsal/notes.ts';
import type { ChangesPage } from '../../models/settingsChange/log.ts';
import { type ChangesShown, changesShown } from '../changesShown.ts';
import { longMoment } from '../dates.ts';
import { errorsOf } from '../faults.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { policyOptions } from './options.ts';

/** The form as it was sent. */
export type RehearsalForm = { role: string; policy: string; mails: string };

type RehearsalPageInput = {
  /** Whether this process keeps rehearsals. */
  isOffered: boolean;
  /** `gone`: the log has one that did not end, but its files are not there. */
  state: 'none' | 'filling' | 'ready' | 'failed' | 'gone';
  /** Whether the browser is in it. */
  inside: boolean;
  /** The name of the organisation that it is of, if that is another. */
  elsewhere?: string;
  mayReadSettings: boolean;
  mailConfigured: boolean;
  /** The user's own address. */
  address: string;
  packs: PolicyPack[];
  form: RehearsalForm;
  faults: RuleViolation[];
  changes: ChangesPage<RehearsalChange>;
  isFirst: boolean;
  members: { id: number; name: string }[];
  zone: string;
};

type RehearsalPage = {
  frame: Frame;
  errors: Record<string, string>;
  /** The settings, except from within a rehearsal, where every other address leads back to it, and for who may not open them. */
  back?: { href: string; text: string };
  said: string[];
  form?: object;
  ways: { action: string; text: string; kind: 'primary' | 'quiet' | 'grave'; hint?: string }[];
  log: string[];
  more?: ChangesShown;
};

const HERE = '/settings/rehearsal';

/** A user's rehearsal: how it stands, what they can do with it, and what the log has of all of them. */
export function rehearsalPage(base: FrameBase, given: RehearsalPageInput): RehearsalPage {
  const { t } = base;
  const { state, isOffered } = given;
  const errors = errorsOf(t, given.faults);
  const said = isOffered
    ? [t(`rehearsal:state.${given.inside ? 'inside' : state}`)]
    : [t('rehearsal:notOffered')];
  return {
    frame: { ...base, title: t('rehearsal:title'), faulty: given.faults.length > 0 },
    errors,
    back: backOf(base, given),
    said: given.elsewhere ? [...said, t('rehearsal:elsewhere', { name: given.elsewhere })] : said,
    form: isOffered && state === 'none' ? formOf(base, given, errors) : undefined,
    ways: isOffered ? waysOf(base, given) : [],
    log: given.changes.changes.map((change) => lineOf(base, change, given)),
    more: changesShown(base, given.changes, { here: HERE, isFirst: given.isFirst }),
  };
}

const backOf = ({ t }: FrameBase, { inside, mayReadSettings }: RehearsalPageInput): RehearsalPage['back'] => {
  if (inside) return undefined;
  return mayReadSettings
    ? { href: '/settings/organisation', text: t('settings:organisation.title') }
    : { href: '/today', text: t('frame:nav.today') };
};

function waysOf({ t }: FrameBase, { state, inside }: RehearsalPageInput): RehearsalPage['ways'] {
  const way = (name: string, kind: 'primary' | 'quiet' | 'grave', hint?: string) => ({
    action: `${HERE}/${name}`,
    text: t(`rehearsal:way.${name}`),
    kind,
    hint,
  });
  if (state === 'none' || state === 'filling') return [];
  if (state === 'gone') return [{ ...way('end', 'primary'), text: t('rehearsal:way.noteEnd') }];
  const end = way('end', 'grave', t('rehearsal:way.endHint'));
  if (state === 'failed') return [end];
  return inside ? [way('leave', 'primary'), way('entry', 'quiet'), end] : [way('entry', 'primary'), end];
}

function formOf(base: FrameBase, given: RehearsalPageInput, errors: Record<string, string>): object {
  const { t, language } = base;
  const { form, packs, address } = given;
  const [first] = packs;
  const asNow = { value: '', text: t('rehearsal:policyAsNow') };
  const mails = {
    partial: 'choices',
    type: 'checkbox',
    name: 'mails',
    legend: t('rehearsal:mails'),
    hint: t('rehearsal:mailsHint'),
    options: [{ value: 'on', text: t('rehearsal:mailsToo', { address }) }],
    values: [form.mails],
  };
  return {
    action: HERE,
    fields: [
      {
        partial: 'choices',
        name: 'role',
        legend: t('rehearsal:role'),
        hint: t('rehearsal:roleHint'),
        options: REHEARSED_ROLES.map((value) => ({ value, text: t(`frame:role.${value}`) })),
        values: [form.role],
        error: errors.role,
      },
      {
        partial: 'select',
        name: 'policy',
        label: t('rehearsal:policy'),
        hint: t('rehearsal:policyHint'),
        options: [asNow, ...policyOptions(packs, form.policy || (first?.id ?? ''), language, t)],
        value: form.policy,
        error: errors.policy,
        width: 'full',
      },
      ...(given.mailConfigured ? [mails] : []),
    ],
    button: { text: t('rehearsal:begin') },
  };
}

/** "Tuesday 3 March 2026, 10:00: Anna began a rehearsal as handler." */
function lineOf(
  { t, language }: FrameBase,
  { at, actor, is }: RehearsalChange,
  { members, zone }: RehearsalPageInput,
): string {
  const on = longMoment(at, language, zone);
  if (actor === 'system') return t('rehearsal:log.expired', { on });
  const name = members.find(({ id }) => actor === `user:${id}`)?.name ?? t('rehearsal:formerColleague');
  if (is.state === 'begun') {
    const role = t(`frame:role.${is.role}`);
    return is.policy
      ? t('rehearsal:log.begunUnder', { on, name, role, policy: is.policy })
      : t('rehearsal:log.begun', { on, name, role });
  }
  if (is.clockAt === null) return t('rehearsal:log.gone', { on, name });
  return t('rehearsal:log.ended', { on, name, clock: longMoment(new Date(is.clockAt), language, zone) });
}
