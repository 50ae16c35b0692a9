import { recourseOf } from '../../domain/policies/recourse.ts';
import type { RequestStanding } from '../../models/submission/page.ts';
import { recourseWords } from '../law.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import type { CategoryNames } from '../situation.ts';
import { type RequestPart, requestPart } from './request.ts';

export type StatusPage = { frame: Frame; lead: string; requests: RequestPart[]; complaints: string[] };

export type StatusPageInput = {
  standings: RequestStanding[];
  token: string;
  said: string;
  now: Date;
  documents: Record<string, string>;
  names: CategoryNames;
  authority: string;
};

/** What was just done here, said once above the page; any other word says nothing. */
const SAID = ['message', 'withdrawal'];

/** A message is not said to have reached us where we have asked for something since: the page then says what we wait for. */
function isSaid(said: string, standings: RequestStanding[]): boolean {
  if (said !== 'message') return SAID.includes(said);
  const latest = ({ written }: RequestStanding) => written.messages.at(-1)?.at.getTime() ?? 0;
  const [last] = [...standings].sort((a, b) => latest(b) - latest(a));
  return last !== undefined && latest(last) > 0 && last.waiting.length === 0;
}

/** By the law of each request: what was asked for together may stand under several. */
function complaintOf(base: FrameBase, { policy, request }: RequestStanding, authority: string): string {
  const recourse = recourseOf(policy, { authority, residence: request.residence });
  return recourseWords(base, recourse, 'full').join(' ');
}

/** Where everything stands that was asked for together. View: `status/show`. */
export function statusPage(base: FrameBase, given: StatusPageInput): StatusPage {
  const { t } = base;
  const { standings, said, authority } = given;
  return {
    frame: {
      ...base,
      title: t('status:title'),
      indexed: false,
      notice: isSaid(said, standings) ? t(`status:said.${said}`) : undefined,
    },
    lead: t('status:lead', { count: standings.length, organisation: base.organisationName }),
    requests: standings.map((standing) => requestPart(base, standing, given)),
    complaints: [...new Set(standings.map((standing) => complaintOf(base, standing, authority)))],
  };
}
