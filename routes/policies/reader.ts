import type { Response } from 'express';
import type { CalendarDate } from '../../domain/calendar/calendarDate.ts';
import { localDate } from '../../domain/calendar/zone.ts';
import { may } from '../../domain/permissions.ts';
import { packInEffect } from '../../domain/policies/inEffect.ts';
import type { PolicyPack } from '../../domain/policies/policy.ts';
import { policiesOf } from '../../models/organisation/policies.ts';
import type { Workplace } from '../../models/user/staff.ts';
import type { Layout } from '../../views/engine.ts';
import type { FrameBase } from '../../views/layouts/frame.ts';
import type { AppDesk } from '../appDesk.ts';
import { deskFrame, readingFrame } from '../middleware/page.ts';
import { notFound } from '../middleware/refusal.ts';
import { staffIn } from '../middleware/staff.ts';
import { visitOf } from '../middleware/visit.ts';

/** The reader of policies: staff see all of them, others the published ones. */
export type PolicyReader = {
  organisation: Workplace;
  /** The organisation's policies: `id` or `id@version`. */
  promised: string[];
  isStaff: boolean;
  packs: PolicyPack[];
  /** Whether a pack is one of the organisation's policies, or one that they extend: those are listed. */
  applies: (pack: PolicyPack) => boolean;
  /** The prefix of the addresses: `/policies`, or `/o/its-short-name/policies`. */
  base: string;
  layout: Layout;
  frame: FrameBase;
  today: CalendarDate;
};

export async function readerOf(desk: AppDesk, response: Response): Promise<PolicyReader> {
  const staff = staffIn(response);
  const { organisation: visited, base } = visitOf(response);
  const promisedBy = async (organisationId: number) =>
    (await policiesOf(desk, { organisationId })).map(({ policy }) => policy);
  if (staff && may(staff.role, 'read-policies')) {
    const { organisation } = staff;
    const today = localDate(desk.clock(), organisation.zone);
    const frame = deskFrame(response, 'policies');
    return {
      organisation,
      promised: await promisedBy(organisation.id),
      applies: () => true,
      isStaff: true,
      packs: desk.packs,
      base: '/policies',
      layout: 'desk',
      frame,
      today,
    };
  }
  const promised = await promisedBy(visited.id);
  return {
    organisation: visited,
    promised,
    applies: (pack) => packsBehind(desk.packs, promised).has(pack.id),
    isStaff: false,
    packs: desk.packs.filter(({ published }) => published),
    base: `${base}/policies`,
    layout: 'public',
    frame: readingFrame(response, visited, base || '/'),
    today: localDate(desk.clock(), visited.zone),
  };
}

/** The ids of policies and of the packs that they extend: for `scalingo-privacy` also `gdpr-eu`. */
function packsBehind(packs: readonly PolicyPack[], refs: readonly string[]): Set<string> {
  const ids = new Set(refs.map((ref) => ref.split('@')[0] as string));
  for (const id of ids) // a set takes in what is added while it is walked
    for (const pack of packs) if (pack.id === id && pack.extends) ids.add(pack.extends);
  return ids;
}

/**
 * The version of a pack in the address, or the one in effect today, or else the nearest. 404 for one that this reader
 * may not see.
 */
export function packFor(reader: PolicyReader, id: string, version: string | undefined): PolicyPack {
  const own = reader.packs.filter((pack) => pack.id === id);
  const pack = version
    ? own.find((one) => one.version === version)
    : (packInEffect(own, id, reader.today) ?? own.at(0));
  if (!pack) throw notFound();
  return pack;
}
