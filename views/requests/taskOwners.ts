import type { AskedOwner } from '../../models/task/ownersAsked.ts';
import { longDate, longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { reasonIn } from '../settings/outboxReason.ts';
import { tasksPath } from './tasksPath.ts';

type OwnerFact = { key: string; value: string; href?: string };
/** Whoever was asked, how their link stands, and the buttons that renew or end it. */
export type OwnerPart = { email: string; rows: OwnerFact[]; forms: object[] };

type OwnersGiven = {
  owners: AskedOwner[];
  reference: string;
  zone: string;
  now: Date;
  mayHandOut: boolean;
  mayReadOutbox: boolean;
};

/** The owners of the tasks of a request, each with their link and the last letter. */
export const ownerParts = (base: FrameBase, given: OwnersGiven): OwnerPart[] =>
  given.owners.map((owner) => ({
    email: owner.email,
    rows: [
      { key: base.t('handOut:owner.link'), value: linkWords(base, given, owner) },
      { key: base.t('handOut:owner.opened'), value: openedWords(base, given, owner) },
      ...letterFacts(base, given, owner),
    ],
    forms: given.mayHandOut ? linkForms(base, given, owner) : [],
  }));

/** What became of the last letter to whoever was asked, with its page where the reader may see it. */
export function letterFacts(
  base: FrameBase,
  { zone, mayReadOutbox }: Pick<OwnersGiven, 'zone' | 'mayReadOutbox'>,
  { letter, letterState, letterError, letterAt }: AskedOwner,
): OwnerFact[] {
  const { t, language } = base;
  if (!letter || !letterState || !letterAt) return [];
  const reason = letterState === 'sent' ? '' : reasonIn(letterError, t);
  const said = [t(`outbox:state.${letterState}`), longMoment(letterAt, language, zone)].join(', ');
  return [
    {
      key: t('handOut:owner.letter'),
      value: [said, reason].filter(Boolean).join(': '),
      ...(mayReadOutbox && { href: `/settings/outbox/${letter}` }),
    },
  ];
}

function linkWords({ t, language }: FrameBase, { zone, now }: OwnersGiven, owner: AskedOwner): string {
  const day = (at: Date) => longDate(at, language, zone);
  if (owner.revokedAt) return t('handOut:owner.revoked', { on: day(owner.revokedAt) });
  if (owner.waits === 0) return t('handOut:owner.idle');
  return owner.expiresAt <= now
    ? t('handOut:owner.over', { on: day(owner.expiresAt) })
    : t('handOut:owner.works', { until: day(owner.expiresAt) });
}

const openedWords = (
  { t, language }: FrameBase,
  { zone }: OwnersGiven,
  { views, seenAt }: AskedOwner,
): string =>
  seenAt
    ? t('handOut:owner.views', { count: views, at: longMoment(seenAt, language, zone) })
    : t('handOut:owner.unopened');

/** A link that opens nothing, because nothing waits, is neither renewed nor ended. */
function linkForms(
  { t }: FrameBase,
  { reference }: OwnersGiven,
  { link, waits, revokedAt }: AskedOwner,
): object[] {
  if (waits === 0) return [];
  const form = (what: 'renew' | 'revoke', text: string) => ({
    action: tasksPath(reference, 'links', link, what),
    button: { text, kind: 'quiet' },
  });
  return [
    form('renew', t('handOut:owner.renew')),
    ...(revokedAt ? [] : [form('revoke', t('handOut:owner.revoke'))]),
  ];
}
