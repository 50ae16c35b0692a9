import type { Role } from '../../domain/permissions.ts';
import type { RequestPage } from '../../models/subjectRequest/requestPage.ts';
import type { RequestTask } from '../../models/task/ofRequest.ts';
import { type Badge, datedOf } from '../dated.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { nextStep } from './nextStep.ts';
import { personWords } from './person.ts';
import { seenOf } from './promises.ts';
import { statusWord } from './statusWord.ts';
import type { NextStep } from './step.ts';

/** A request beside its list: who, what they wrote, its dates and its next step. */
export type QuickLook = {
  reference: string;
  title: string;
  status: string;
  /** In the person's words; empty if they wrote none. */
  about: string;
  dates: { title: string; due: string; badge: Badge }[];
  next: NextStep;
  href: string;
  /** The list without it. */
  close: string;
};

type LookInput = { page: RequestPage; tasks: RequestTask[]; role: Role; now: Date; close: string };

export function quickLook(base: FrameBase, { close, ...given }: LookInput): QuickLook {
  const { t } = base;
  const { request, details, deadlines, choice } = given.page;
  return {
    reference: request.reference,
    title: t('requests:title', {
      right: t(`requests:right.${request.right}`),
      person: personWords(t, request.personName, details.behalf?.name),
    }),
    status: statusWord(t, request),
    about: details.about,
    dates: deadlines
      .filter(({ advisory }) => !advisory)
      .map((deadline) => datedOf(base, seenOf(given), deadline, choice.names.packs))
      .map(({ title, due, badge }) => ({ title, due, badge })),
    next: nextStep(base, given),
    href: `/requests/${request.reference}`,
    close,
  };
}
