import type { ToldSection } from '../../domain/answers/content.ts';
import { requirementsOf } from '../../domain/answers/requirements.ts';
import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import type { LetterContext } from '../../models/letter/context.ts';
import type { LetterText } from '../../models/letter/words.ts';
import { contentsTable, isOnChanges, saysWhereToComplain } from '../contents/shown.ts';
import { keptBackText } from './keptBack.ts';
import { type Pen, penOf } from './pen.ts';
import { about, complaint, linked, toPerson, written } from './sheet.ts';

/**
 * On paper: the answer itself, with its enclosures. By email: the link to the answer, its expiry, and that a code will be asked for. The
 * email contains nothing of the answer.
 */
export function answer(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  const told = toldIn(context);
  return toPerson(context, {
    subject: t(`letters:answer.${subjectOf(context)}`, { reference: context.requests[0]?.reference }),
    parts: {
      about: about(context, pen),
      completes: completed(context, pen),
      ...(context.channel === 'post' ? answerItself(context, pen, told) : { answer: wayToIt(context, pen) }),
      rest: rest(context, pen),
      rights: !saysWhereToComplain(told) && tellsOfRights(context) && t('letters:answer.rights'),
      complaint: !saysWhereToComplain(told) && complaint(context, pen, 'full'),
    },
  });
}

/** The link to an answer that was there before, once more. It decides nothing. */
export function answerAgain(context: LetterContext): LetterText {
  const pen = penOf(context);
  const { t } = pen;
  return toPerson(context, {
    subject: t('letters:answerAgain.subject', { reference: context.requests[0]?.reference }),
    parts: { about: about(context, pen), same: t('letters:answerAgain.same'), answer: wayToIt(context, pen) },
  });
}

const wayToIt = ({ links, validUntil }: LetterContext, { t, moment }: Pen) => [
  linked(t('letters:answer.ready'), links.answer),
  t('letters:answer.code'),
  validUntil && t('letters:answer.until', { until: moment(validUntil) }),
];

function subjectOf({ channel, data }: LetterContext) {
  if (data.completes) return channel === 'post' ? 'subjectRestOnPaper' : 'subjectRest';
  return channel === 'post' ? 'subjectOnPaper' : 'subject';
}

/** The day of the answer that this one completes. */
const completed = ({ data }: LetterContext, { t, day }: Pen) =>
  data.completes && t('letters:answer.completes', { day: day(calendarDate(data.completes)) });

/** What is still to come, and by when. Why, stands in the answer itself alone. */
const rest = ({ data, channel }: LetterContext, { t, day }: Pen) => {
  if (!data.followsOn) return undefined;
  const follows = t('letters:answer.follows', { day: day(calendarDate(data.followsOn)) });
  return channel === 'post' ? written(follows, data.incomplete) : follows;
};

/** Whether the answer must say what else the person may ask (Art. 15(1)(e)). */
const tellsOfRights = ({ requests: [request], governed }: LetterContext): boolean =>
  Boolean(
    request && governed && requirementsOf(governed.law, request.right)?.some(({ id }) => id === 'rights'),
  );

/** On paper, what the answer says in words; an email says nothing of it. */
const toldIn = ({ data, channel }: LetterContext): ToldSection[] =>
  channel === 'post' && data.contents ? (JSON.parse(data.contents) as ToldSection[]) : [];

/** What changed since an earlier answer comes first. */
const answerItself = ({ data }: LetterContext, pen: Pen, told: readonly ToldSection[]) => ({
  changes: told.filter(isOnChanges).map((section) => contentsTable(pen, section)),
  answer: written(pen.t('letters:answer.text'), data.text),
  information: told.filter((section) => !isOnChanges(section)).map((section) => contentsTable(pen, section)),
  enclosed: enclosed(data, pen),
  keptBack: data.keptBack && keptBackText(pen, JSON.parse(data.keptBack)),
});

const enclosed = (data: LetterContext['data'], { t }: Pen) => [
  written(t('letters:answer.nothingHeld'), data.nothingHeld),
  data.enclosed &&
    [t('letters:answer.enclosed'), ...data.enclosed.split('\n').map((name) => `- ${name}`)].join('\n'),
  data.enclosed && t('letters:answer.enclosedHow'),
];
