import { VERBS, verbPath } from '../../domain/lifecycle/verbs.ts';
import { may, type Role } from '../../domain/permissions.ts';
import type { TodayStep } from '../../models/today/standing.ts';
import type { TodayRequest } from '../../models/today/things.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { tasksPath } from '../requests/tasksPath.ts';
import { clockWords, reasonsOf } from './reasons.ts';
import { badgeOf, whoOf } from './words.ts';

/** One thing to do: its state, what to do and for whom, why, and the button that leads to it. */
export type TodayEntry = {
  badge: ReturnType<typeof badgeOf>;
  sentence: string;
  reference: string;
  href: string;
  why: string;
  assignee: string;
  action: { href: string; text: string };
  /** Filled for what is late or due today. */
  kind: 'primary' | 'quiet';
};

export type TodayItem = { row: TodayRequest; step: TodayStep };

/** An entry of the page. Whoever may not take the step is led to the request. */
export function entryOf(base: FrameBase, { row, step }: TodayItem, role: Role, now: Date): TodayEntry {
  const { t } = base;
  const { reference, group } = row;
  const words = { who: whoOf(base, row), clock: clockWords(base, row) };
  return {
    badge: badgeOf(base, row, now),
    sentence: t(`today:step.${step.code}`, words),
    reference,
    href: `/requests/${reference}`,
    why: reasonsOf(base, row).join(' '),
    assignee: row.assignee ? t('today:with', { name: row.assignee }) : '',
    action: nudgeOf(base, row, role) ?? actionOf(base, row, step, role),
    kind: group === 'late' || group === 'today' ? 'primary' : 'quiet',
  };
}

/** Who waits for the person can write to them again. */
function nudgeOf(
  { t }: FrameBase,
  { group, status, reference }: TodayRequest,
  role: Role,
): TodayEntry['action'] | undefined {
  if (group !== 'waiting' || status !== 'waiting' || !may(role, VERBS['write-message'].action))
    return undefined;
  return { href: `${verbPath('write-message', reference)}?again=yes`, text: t('today:button.nudge') };
}

function actionOf({ t }: FrameBase, row: TodayRequest, step: TodayStep, role: Role): TodayEntry['action'] {
  const { reference, letterId } = row;
  const { code, verb, clock, isLawful } = step;
  const text = t(`today:button.${code}`);
  const open = { href: `/requests/${reference}`, text: t('today:button.look') };
  if (!isLawful) return open;
  if (verb) return { href: verbPath(verb, reference, clock), text };
  switch (code) {
    case 'read':
      return { href: `/requests/${reference}#messages`, text };
    case 'post':
      return may(role, 'print-letter') ? { href: `/requests/${reference}/letters/${letterId}`, text } : open;
    case 'announce':
    case 'sending':
      return may(role, 'read-outbox') ? { href: `/settings/outbox/${letterId}`, text } : open;
    case 'outdated':
    case 'hand-out':
    case 'stuck':
    case 'systems':
      return { href: tasksPath(reference), text };
    default:
      return open;
  }
}
