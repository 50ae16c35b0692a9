import { firstSigns, line } from '../../domain/writing.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { linked, toStaff } from './sheet.ts';

/** An invitation to work for an organisation: by whom, in which role, until when, and that it can be ignored. */
export function invitation(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { data, links, validUntil, to } = context;
  const organisation = line(context.organisation.name);
  const by = firstSigns(line(data.invitedBy ?? ''), 100);
  return toStaff(context, {
    subject: t('letters:invitation.subject', { organisation }),
    paragraphs: [
      by
        ? t('letters:invitation.invitedBy', { organisation, by, address: to.address })
        : t('letters:invitation.invited', { organisation, address: to.address }),
      linked(t('letters:invitation.open'), links.invitation),
      validUntil && t('letters:invitation.until', { until: pen.moment(validUntil) }),
      t('letters:invitation.notYou'),
    ],
  });
}
