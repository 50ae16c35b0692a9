import { deadlinesOf } from '../../../domain/deadlines/deadlinesOf.ts';
import { REPLY } from '../../../domain/deadlines/reply.ts';
import { groundsFor } from '../../../domain/policies/grounds.ts';
import { RIGHTS_ANSWERED_WITH_DATA } from '../../../domain/rights.ts';
import type { ExtensionGround } from '../../../models/subjectRequest/extension.ts';
import type { RefusalScope } from '../../../models/subjectRequest/refusal.ts';
import { longDate } from '../../dates.ts';
import { capital } from '../words.ts';
import { ask, askFiles, askSending, type Field, type FormContext } from './context.ts';

const EXTENSION_GROUNDS: ExtensionGround[] = ['complexity', 'number', 'both'];
const REFUSAL_SCOPES: RefusalScope[] = ['whole', 'part'];

export function extendFields(context: FormContext): Field[] {
  const { t } = context;
  const options = EXTENSION_GROUNDS.map((value) => ({
    value,
    text: capital(t(`events:extensionGround.${value}`)),
  }));
  return [
    ask(context, 'choices', 'ground', { options, label: t('verbs:extend.ground') }),
    ask(context, 'textarea', 'reason', { rows: 4, hint: t('verbs:extend.reasonHint') }),
    ...askSending(context),
  ];
}

/** The date that an extension would give, and until when its notice must have gone out; as if it went out now. */
export function extensionHint({ t, language, page, now }: FormContext): string {
  const { policy, request, sheet, deadlines } = page;
  const facts = { ...sheet.facts, extensionNoticeSentAt: now };
  const clocks = policy.clocks.filter(({ id }) => id === REPLY);
  const [extended] = deadlinesOf({ ...policy, clocks }, facts, request.right, page.calendar);
  const before = deadlines.find(({ clock }) => clock === REPLY)?.dueOn;
  const after = extended?.dueOn;
  if (!before || !after) return t('verbs:extend.hint');
  const dates = { before: longDate(before, language), after: longDate(after, language) };
  return before === after ? t('verbs:extend.tooLate', dates) : t('verbs:extend.moves', dates);
}

export function answerFields(context: FormContext): Field[] {
  const { t, page } = context;
  const withData = RIGHTS_ANSWERED_WITH_DATA.includes(page.request.right);
  const nothing = ask(context, 'textarea', 'nothingHeld', {
    rows: 3,
    optional: true,
    hint: t('verbs:answer.nothingHeldHint'),
  });
  return [
    ask(context, 'textarea', 'text', { rows: 8, hint: t('verbs:answer.textHint') }),
    ...askFiles(context, t(withData ? 'verbs:answer.filesNeeded' : 'verbs:answer.filesHint')),
    ...(withData ? [nothing] : []),
    ...askSending(context),
  ];
}

export function refuseFields(context: FormContext): Field[] {
  const { t, page, language } = context;
  const scopes = REFUSAL_SCOPES.map((value) => ({
    value,
    text: t(`verbs:refuse.scope.${value}`),
    hint: t(`verbs:refuse.scopeHint.${value}`),
  }));
  const grounds = groundsFor(page.request.right).map(({ id, article, title }) => ({
    value: id,
    text: title[language] ?? title.en,
    hint: article,
  }));
  return [
    ask(context, 'choices', 'scope', { options: scopes, label: t('verbs:refuse.scopeLabel') }),
    ask(context, 'choices', 'ground', { options: grounds, label: t('verbs:refuse.ground') }),
    ask(context, 'textarea', 'reason', { rows: 5, hint: t('verbs:refuse.reasonHint') }),
    ...askSending(context),
  ];
}

/** Past the first month a refusal is late: it is said, never forbidden (LAW.md B1, Art. 12(4)). */
export function refusalHint({ t, language, page, now }: FormContext): string {
  const notice = page.deadlines.find(({ clock }) => clock === 'refusal-notice');
  if (!notice?.dueOn || !notice.lateAt || now < notice.lateAt) return t('verbs:refuse.hint');
  return t('verbs:refuse.late', { day: longDate(notice.dueOn, language) });
}
