import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { about, complaint, linked, toPerson, toStaff, written } from './sheet.ts';

/** To the provider: where the data can be fetched. It names neither the person nor what it is. */
export function transmissionNotice(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { organisation, links, validUntil } = context;
  return toStaff(context, {
    subject: t('letters:transmissionNotice.subject', { organisation: organisation.name }),
    paragraphs: [
      t('letters:transmissionNotice.why', { organisation: organisation.name }),
      linked(t('letters:transmissionNotice.open'), links.transmission),
      t('letters:answer.code'),
      validUntil && t('letters:transmissionNotice.until', { until: pen.moment(validUntil) }),
      t('letters:transmissionNotice.notYou', { address: organisation.replyAddress || organisation.name }),
    ],
  });
}

/** To the provider: the code for the page. */
export function transmissionCode(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { code, validUntil } = context;
  return toStaff(context, {
    subject: t('letters:code.subject.transmission'),
    paragraphs: [
      t('letters:code.code', { code }),
      validUntil && t('letters:code.until', { until: pen.moment(validUntil) }),
      t('letters:code.notYou'),
    ],
  });
}

/** To the person: that their data can be fetched by the provider that they named. Whether they were, the status page says. */
export function transmissionTold(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { provider, email } = context.data;
  return toPerson(context, {
    subject: t('letters:transmissionTold.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      told: t('letters:transmissionTold.told', { provider, email }),
      fetched: t('letters:transmissionTold.fetched'),
    },
  });
}

/** To the person: that a direct transmission is not technically feasible, and why. */
export function transmissionDeclined(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { provider, reason } = context.data;
  return toPerson(context, {
    subject: t('letters:transmissionDeclined.subject', { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      why: written(t('letters:transmissionDeclined.why', { provider }), reason),
      own: t('letters:transmissionDeclined.own'),
      complaint: complaint(context, pen, 'full'),
    },
  });
}
