import type { Standing } from '../../models/submission/page.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';
import { type RequestPart, requestPart } from './request.ts';

export type StatusPage = { frame: Frame; lead: string; requests: RequestPart[]; complaint: string };

export type StatusGiven = {
  standings: Standing[];
  token: string;
  said: string;
  now: Date;
  documents: Record<string, string>;
  authority: string;
};

/** What was just done here, said once above the page; any other word says nothing. */
const SAID = ['message', 'withdrawal'];

/** Where everything stands that was asked for together. View: `status/show`. */
export function statusPage(base: FrameBase, given: StatusGiven): StatusPage {
  const { t } = base;
  const { standings, said, authority } = given;
  return {
    frame: {
      ...base,
      title: t('status:title'),
      indexed: false,
      notice: SAID.includes(said) ? t(`status:said.${said}`) : undefined,
    },
    lead: t('status:lead', { count: standings.length, organisation: base.organisationName }),
    requests: standings.map((standing) => requestPart(base, standing, given)),
    complaint: t('answers:complaint', { authority }),
  };
}
