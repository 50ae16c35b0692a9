import { isReply } from '../../domain/deadlines/reply.ts';
import { isLate } from '../../domain/deadlines/urgency.ts';
import type { LetterContext, LetterRequest } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { type Pen, penOf } from './pen.ts';
import { complaint, linked, toPerson } from './sheet.ts';

/** The acknowledgement: when the request came, the promises with their dates, and how to confirm the mailbox. */
export function receipt(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const { requests, links } = context;
  const count = requests.length;
  const references = requests.map(({ reference }) => reference).join(', ');
  const [first] = requests;
  const confirm = requests.some(({ status }) => status === 'unverified') ? links.confirm : undefined;
  const when = first && (first.receivedByDay ? pen.day(first.receivedAt) : pen.moment(first.receivedAt));
  return toPerson(context, {
    subject: t('letters:receipt.subject', { count, references }),
    parts: {
      received: t('letters:receipt.received', { count, when }),
      confirm: linked(t('letters:receipt.confirm'), confirm),
      unconfirmed: confirm && t('letters:receipt.unconfirmed'),
      promises: requests.map((request) => promisesOf(request, pen, context.now)),
      status: linked(t('letters:receipt.status'), links.status),
      notYou: confirm && t('letters:receipt.notYou'),
      complaint: complaint(context, pen, 'any'),
    },
  });
}

/** One request with each running promise, its date in full. */
function promisesOf({ reference, right, deadlines }: LetterRequest, pen: Pen, now: Date): string {
  const running = deadlines.filter(
    ({ state, advisory, lateAt }) => state === 'running' && !advisory && lateAt,
  );
  const lines = running.map((deadline) => {
    const due = pen.due(deadline);
    const passed = isLate(deadline, now) ? 'Passed' : ''; // a letter that waited promises no day that is over
    return isReply(deadline)
      ? pen.t(`letters:receipt.reply${passed}`, { due })
      : pen.t(`letters:receipt.promise${passed}`, { title: pen.title(deadline.title), due });
  });
  const heading = pen.t('letters:receipt.request', { reference, right: pen.right(right) });
  return [heading, ...lines.map((line) => `- ${line}`)].join('\n');
}
