import type { Right } from '../../domain/rights.ts';
import type { RequestStanding } from '../../models/submission/page.ts';
import type { FrameBase } from '../layouts/frame.ts';

/** The request that a page is about: "See my data, R-1", and who it was made for if for somebody else. */
export const aboutOf = (
  { t }: FrameBase,
  { right, reference }: { right: Right; reference: string },
  client?: string,
): string =>
  t(client ? 'status:aboutFor' : 'status:about', { right: t(`rights:${right}.name`), reference, client });

/**
 * The person whose data it is, if somebody else made the request: only for a visitor who proved that the mailbox is
 * theirs.
 */
export const clientOf = ({ isKnown, written }: RequestStanding): string | undefined =>
  isKnown ? written.client : undefined;
