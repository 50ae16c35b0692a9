import type { Right } from '../../domain/rights.ts';
import type { RequestStanding } from '../../models/submission/page.ts';
import type { FrameBase } from '../layouts/frame.ts';

/** Which request a page is about: "See my data, R-1", and for whom it was made where that is somebody else. */
export const aboutOf = (
  { t }: FrameBase,
  { right, reference }: { right: Right; reference: string },
  client?: string,
): string =>
  t(client ? 'status:aboutFor' : 'status:about', { right: t(`rights:${right}.name`), reference, client });

/** Whose data it is, where somebody else asks for them: for nobody but whoever has shown that the mailbox is theirs. */
export const clientOf = ({ isKnown, written }: RequestStanding): string | undefined =>
  isKnown ? written.client : undefined;
