import { promiseKey } from '../../domain/deadlines/promiseKey.ts';
import {
  isLawfulStep,
  type NextVerb,
  nextStepOf,
  type StepStanding,
} from '../../domain/lifecycle/nextVerb.ts';
import type { Role } from '../../domain/permissions.ts';
import { policyFor } from '../../domain/policies/inEffect.ts';
import { waitsForNobody } from '../../domain/policies/pauseRules.ts';
import { PAUSE_REASONS, type PauseReason } from '../../domain/policies/policy.ts';
import type { Desk } from '../desk.ts';
import type { TodayRequest } from './things.ts';

/** The next step of a request, the key of the promise that it is about, and whether this role may take it. */
export type TodayStep = NextVerb & { clock: string; isLawful: boolean };

/** The next step of a request by its row; `now` decides what is late. */
export function stepOf(desk: Pick<Desk, 'packs'>, row: TodayRequest, role: Role, now: Date): TodayStep {
  const step = nextStepOf(standingOf(desk, row, now));
  const { nextClock: clock, nextPack: pack, isFormer } = row;
  const key = clock && pack ? promiseKey({ clock, pack, former: Boolean(isFormer) }) : '';
  return { ...step, clock: key, isLawful: isLawfulStep(step, row.status, role) };
}

function standingOf(desk: Pick<Desk, 'packs'>, row: TodayRequest, now: Date): StepStanding {
  const { nextClock, replyLateAt, letterBy, tasksAsked, tasksSettled, tasksStuck } = row;
  return {
    status: row.status,
    right: row.right,
    isUnread: row.unreadSince !== null,
    undelivered: row.undelivered,
    extension: row.extension,
    identityConfirmed: row.identityConfirmedAt !== null,
    isReplyLate: replyLateAt !== null && replyLateAt <= now,
    clock: nextClock ?? undefined,
    waitsForNobody: isForNobody(desk, row),
    isAllDone: Boolean(row.isAllDone),
    asked: reasonOf(row),
    letter: letterBy ?? undefined,
    tasks: {
      asked: tasksAsked,
      settled: tasksSettled,
      stuck: tasksStuck,
      planned: Number(row.tasksPlanned),
      outdated: Number(row.tasksOutdated),
    },
  };
}

/** Looked up only where it decides something: a policy takes longer than the rest of a row. */
function isForNobody({ packs }: Pick<Desk, 'packs'>, row: TodayRequest): boolean {
  const { status, nextClock: clock, nextPack: pack, policyId, policyVersion, receivedOn, edition } = row;
  if (status !== 'open' || !clock || !pack || clock === 'reply') return false;
  return waitsForNobody(policyFor(packs, `${policyId}@${policyVersion}`, receivedOn, edition), {
    clock,
    pack,
  });
}

const ASKED: Record<string, PauseReason> = {
  'identity-asked': 'identity',
  'clarification-asked': 'clarification',
};

const reasonOf = ({ asked, askedAbout }: TodayRequest): PauseReason | undefined =>
  (asked && ASKED[asked]) || PAUSE_REASONS.find((reason) => reason === askedAbout);
