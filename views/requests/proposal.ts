import { localDate } from '../../domain/calendar/zone.ts';
import type { Deadline } from '../../domain/deadlines/deadline.ts';
import { isSamePromise, promiseKey } from '../../domain/deadlines/promiseKey.ts';
import { backupsOfPromises } from '../../domain/tasks/coincide.ts';
import { type Proposal, proposalOf } from '../../domain/tasks/proposal.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { longMoment, timeOfDay } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';

/** What is proposed for the form that records a promise as kept; or which systems still stand in the way. */
type ProposalWords = { sentence: string; values?: Record<string, string> };

const MINUTE = 60_000;

/**
 * What the tasks of a request propose for a promise of its policy: the form filled in with what was done in each system, the latest
 * answer as its moment, and the proofs. Undefined where no task speaks of it.
 */
export function proposalFor(
  base: FrameBase,
  page: RequestPage,
  tasks: readonly RequestTask[],
  deadline: Deadline,
): ProposalWords | undefined {
  const clock = page.policy.clocks.find(({ id, pack }) => isSamePromise({ clock: id, pack }, deadline));
  const known = page.policy.categories.map(({ id }) => id);
  const backups = backupsOfPromises(page.policy, page.deadlines, tasks).get(promiseKey(deadline));
  const proposal = clock && proposalOf(clock, tasks, known, backups);
  if (!proposal) return undefined;
  const { t } = base;
  const { done, missing } = proposal;
  if (missing.length === 0)
    return {
      sentence: t('proposal:ready', { count: new Set(done.map(({ systemId }) => systemId)).size }),
      values: valuesOf(base, page, proposal),
    };
  const named = missing.map(({ system, kind, state }) =>
    t(kind === 'backups' ? 'proposal:missingBackups' : 'proposal:missing', {
      system,
      state: t(`handOut:state.${state}`).toLocaleLowerCase(base.language),
    }),
  );
  return { sentence: t('proposal:waits', { systems: named.join('; ') }) };
}

function valuesOf(base: FrameBase, page: RequestPage, { done, leftOut }: Proposal<RequestTask>) {
  const { zone } = page.request;
  const latest = Math.max(...done.map(({ answeredAt }) => answeredAt?.getTime() ?? 0));
  const at = new Date(Math.ceil(latest / MINUTE) * MINUTE); // never earlier than it was said
  return {
    done: [...done.map((task) => deed(base, task)), ...leftOut.map((task) => omission(base, task))].join(
      '\n',
    ),
    doneAt: localDate(at, zone),
    doneAtTime: timeOfDay(at, 'en', zone),
    proof: done.map((task) => proof(base, page, task)).join('\n'),
  };
}

/** "CRM: delete – done, 12 records." */
function deed({ t }: FrameBase, { system, kind, state, result }: RequestTask): string {
  const words = { system, what: t(`tasks:kind.${kind}`), state: t(`proposal:state.${state}`) };
  return result?.count === undefined
    ? t('proposal:deed', words)
    : t('proposal:counted', { ...words, count: result.count });
}

const omission = ({ t }: FrameBase, { system, result }: RequestTask): string =>
  t('proposal:leftOut', { system, reason: result?.reason ?? '' });

/** Who said so and when, in which words, and with which files. */
function proof({ t, language }: FrameBase, page: RequestPage, task: RequestTask): string {
  const { system, email, answeredAt, result = {} } = task;
  const when = answeredAt ? longMoment(answeredAt, language, page.request.zone) : '';
  const names = page.files.filter(({ id }) => result.files?.includes(id)).map(({ name }) => name);
  return [
    t('proposal:answered', { system, who: email, when }),
    result.searched && t('proposal:searched', { words: result.searched }),
    result.note && t('proposal:note', { words: result.note }),
    names.length > 0 && t('proposal:files', { names: names.join(', ') }),
  ]
    .filter(Boolean)
    .join(' ');
}
