import { calendarDate } from '../../domain/calendar/calendarDate.ts';
import { isDecision, isMadeByLetter, TOLD_BY } from '../../domain/lifecycle/letterEffects.ts';
import { undoingOf } from '../../domain/lifecycle/undoing.ts';
import { isAboutOneClock } from '../../domain/lifecycle/verbs.ts';
import type { FactNote, RequestPage, TakenBack } from '../../models/subjectRequest/requestPage.ts';
import { longDate, longMoment } from '../dates.ts';
import type { FrameBase } from '../layouts/frame.ts';
import { correctedWords } from './corrected.ts';
import type { ShownFile } from './files.ts';
import { filesById } from './files.ts';
import { actorName } from './log.ts';
import { type Undo, undoOf } from './offer.ts';
import type { ShownRequestWithFiles } from './shownRequest.ts';
import { factInWords } from './told.ts';

/** An act or event in the request's history, with its words and files. */
export type Deed = {
  when: string;
  what: string;
  who: string;
  words: { key: string; value: string }[];
  files: ShownFile[];
  undo?: Undo;
  /** When, by whom and why it was undone. */
  undone?: { what: string; reason: string };
};

/** The words stored with a fact, in reading order. */
const WORDS = [
  'ground',
  'until',
  'text',
  'nothingHeld',
  'incomplete',
  'followsOn',
  'completes',
  'unconfirmed',
  'reason',
  'done',
  'note',
  'known',
  'proof',
  'was',
] as const;

/** The facts of the request in order, including undone ones; a decision whose letter has gone out is shown as the fact that it led to. */
export function deedsOf(base: FrameBase, given: ShownRequestWithFiles): Deed[] {
  const { page } = given;
  const all: (FactNote | TakenBack)[] = [...page.facts, ...page.takenBack];
  return all
    .filter(({ name }) => name !== 'message-received')
    .filter(isADeed)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id)
    .map((fact) => ({
      when: longMoment(momentOf(fact), base.language, page.request.zone),
      what: whatOf(base, page, fact),
      who: actorName(base.t, page, fact.actor),
      words: wordsOf(base, page, fact),
      files: filesById(base, given, fact.detail.attachments),
      ...('undone' in fact
        ? { undone: undoneWords(base, page, fact) }
        : { undo: undoFor(base, given, fact) }),
    }));
}

/** A reply marked as no answer is stored under the reply's own moment; the history shows when it was marked. */
const momentOf = ({ name, at, recordedAt }: FactNote): Date => (name === 'reply-rejected' ? recordedAt : at);

/** What was done; for a letter that came back, what it had effected and that it did not arrive. */
function whatOf(base: FrameBase, page: RequestPage, fact: FactNote): string {
  const what = factInWords(base, page, fact);
  const back =
    isMadeByLetter(fact.name) && page.sheet.returned.some(({ letterId }) => letterId === fact.letterId);
  return back ? base.t('events:cameBack', { what: what.replace(/\.$/, '') }) : what;
}

/** The undo of the latest fact of its name. What is about one promise is undone beside that promise. */
function undoFor(base: FrameBase, given: ShownRequestWithFiles, fact: FactNote): Undo | undefined {
  const verb = undoingOf(fact.name);
  const last = given.page.facts.findLast(({ name }) => name === fact.name);
  return verb && !isAboutOneClock(verb) && last?.id === fact.id
    ? undoOf(base, given, verb)
    : undoOfDecision(base, given, fact);
}

function undoneWords({ t, language }: FrameBase, page: RequestPage, { undone }: TakenBack): Deed['undone'] {
  const when = longMoment(undone.at, language, page.request.zone);
  const who = undone.by ? actorName(t, page, undone.by) : t('events:actor.unknown');
  return { what: t('events:undone', { when, who }), reason: undone.reason };
}

/** Not a decision that has taken effect: the later fact says more. An extension keeps both. */
function isADeed({ name, letterId }: FactNote, _: number, facts: FactNote[]): boolean {
  if (!isDecision(name) || name === 'extension-decided') return true;
  const { makes } = TOLD_BY[name];
  return !facts.some((fact) => fact.letterId === letterId && makes.includes(fact.name));
}

function undoOfDecision(
  base: FrameBase,
  given: ShownRequestWithFiles,
  { name, letterId }: FactNote,
): Undo | undefined {
  const { untold } = given.page.sheet;
  const waits = untold.some((each) => each.decision === name && each.letterId === (letterId ?? undefined));
  return waits ? undoOf(base, given, 'undo-decision', '', { decision: name }) : undefined;
}

function wordsOf(base: FrameBase, page: RequestPage, { name, detail }: FactNote): Deed['words'] {
  const { t, language } = base;
  if (name === 'person-corrected' || name === 'address-corrected') return correctedWords(base, name, detail);
  return WORDS.flatMap((key) => {
    const value = detail[key];
    if (typeof value !== 'string' || value === '') return [];
    const said =
      key === 'was'
        ? longMoment(new Date(value), language, page.request.zone)
        : name === 'extension-decided' && key === 'ground'
          ? t(`events:extensionGround.${value}`)
          : key === 'until' || key === 'followsOn' || key === 'completes'
            ? longDate(calendarDate(value), language)
            : value;
    return [{ key: t(`events:words.${key}`), value: said }];
  });
}
