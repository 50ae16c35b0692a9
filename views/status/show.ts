import { recourseOf } from '../../domain/policies/recourse.ts';
import type { RequestStanding } from '../../models/submission/page.ts';
import { recourseWords } from '../law.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { type RequestPart, type RequestPartInput, requestPart } from './request.ts';

type StatusPage = { frame: Frame; lead: string; requests: RequestPart[]; complaints: string[] };

export type StatusPageInput = RequestPartInput & {
  standings: RequestStanding[];
  said: string;
  authority: string;
};

/** Notices shown once above the page; any other word shows nothing. */
const SAID = ['message', 'withdrawal'];

/** No notice of a message if a newer question is open: the page then shows what the desk waits for. */
function isSaid(said: string, standings: RequestStanding[]): boolean {
  if (said !== 'message') return SAID.includes(said);
  const latest = ({ written }: RequestStanding) => written.messages.at(-1)?.at.getTime() ?? 0;
  const [last] = [...standings].sort((a, b) => latest(b) - latest(a));
  return last !== undefined && latest(last) > 0 && last.waiting.length === 0;
}

/** By the law of each request: requests made together may be under several. */
function complaintOf(base: FrameBase, { policy, request }: RequestStanding, authority: string): string {
  const recourse = recourseOf(policy, { authority, residence: request.residence });
  return recourseWords(base, recourse, 'full').join(' ');
}

/** The state of all requests made together. View: `status/show`. */
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
