import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { penOf } from './pen.ts';
import { complaint, toPerson } from './sheet.ts';

/**
 * To the person whose data it is, if somebody else made the request: that it was made or answered, and what to do if they never
 * agreed. It contains nothing written by whoever typed the address, and none of their data.
 */
export function clientNotice(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const [first] = context.requests;
  const { name: organisation, replyAddress } = context.organisation;
  const references = context.requests.map(({ reference }) => reference).join(', ');
  const step = context.data.step === 'answered' ? 'answered' : 'received';
  const when = first && (step === 'answered' ? pen.day(context.orderedAt) : pen.day(first.receivedAt));
  const asked = context.requests.map(({ reference, right }) =>
    t('letters:receipt.request', { reference, right: pen.right(right) }),
  );
  return toPerson(context, {
    subject: t(`letters:clientNotice.${step}.subject`, { references }),
    parts: {
      text: t(`letters:clientNotice.${step}.text`, { when, organisation }),
      asked: asked.join('\n'),
      notAgreed: t('letters:clientNotice.notAgreed', { replyAddress }),
      complaint: complaint(context, pen, 'any'),
    },
  });
}
