import { isCalendarDate } from '../calendar/calendarDate.ts';
import { type AnnouncedRest, isOutstanding } from '../deadlines/announcedRest.ts';
import { holding } from './letterEffects.ts';
import type { RecordedFact } from './recordedFact.ts';

/**
 * What answers that left incomplete announced, in order. Also of an answer that was taken back: the person was told the day, so it
 * stands until a later answer has gone out. One whose letter never went, or came back, told nobody. `recorded` has the facts by their
 * moments, undone ones too.
 */
export function restsIn(recorded: readonly RecordedFact[]): AnnouncedRest[] {
  const held = holding(recorded.filter(({ undoneAt }) => !undoneAt));
  const announcing = recorded.filter(({ name, about }) => name === 'answer-decided' && isCalendarDate(about));
  return announcing.flatMap((announced, nth) => {
    const { about: on, letterId } = announced;
    const told = recorded.find((fact) => fact.name === 'answered' && letterId && fact.letterId === letterId);
    if (!told || !isCalendarDate(on)) return [];
    const later = recorded.slice(recorded.indexOf(announced) + 1);
    const ended = (decision: RecordedFact['name'], name: RecordedFact['name']) =>
      held.find((fact) => fact.name === name && later.some((one) => isOf(one, decision, fact)))?.at;
    return [
      {
        number: nth + 1,
        on,
        saidAt: told.at,
        sentAt: ended('answer-decided', 'answered'),
        endedAt: ended('rest-ending-decided', 'rest-ended'),
        returnedAt: cameBack(recorded, letterId),
      },
    ];
  });
}

/** Whether a decision is the one that made a fact true. What was decided later may have been posted on an earlier day. */
const isOf = (one: RecordedFact, decision: RecordedFact['name'], { letterId }: RecordedFact): boolean =>
  one.name === decision && letterId !== null && one.letterId === letterId;

/** The rest that is still to come, if there is one. */
export const outstandingRest = (rests: readonly AnnouncedRest[] | undefined): AnnouncedRest | undefined =>
  rests?.findLast(isOutstanding);

/** When a letter came back, unless it was found to have arrived after all. */
function cameBack(recorded: readonly RecordedFact[], id: number | null | undefined): Date | undefined {
  const standing = recorded.filter(({ letterId, undoneAt }) => letterId === id && !undoneAt);
  if (standing.some(({ name }) => name === 'return-set-aside')) return undefined;
  return standing.find(({ name }) => name === 'letter-returned')?.at;
}
