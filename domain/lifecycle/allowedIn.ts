import { STATUSES, type Status } from './status.ts';
import type { Action } from './vocabulary.ts';

const YES = true;
const ___ = false;
type CellFor<Columns extends readonly Status[]> = { [Column in keyof Columns]: boolean };

/**
 * In which status each action is possible, whoever asks; what else it needs is in `actions.ts`. Possible to the end, and after it,
 * is what decides nothing: notes, tags, letters that go out or come back late, opening what was sent, what the person writes and is
 * answered, an answer once more, corrections of what was recorded wrongly (Art. 5(1)(d)), and confirming that deleted data are gone from backups: which
 * tasks are still needed is in `isTaskNeeded`.
 */
// biome-ignore format: a table is read by its columns
const TABLE: Record<Action, CellFor<typeof STATUSES>> = {
  //                         unverified  open  waiting  purge-pending  answered  closed
  'confirm-identity':      [ YES,        YES,  YES,     ___,           ___,      ___ ],
  'ask-identity':          [ YES,        YES,  YES,     ___,           ___,      ___ ],
  'reject-identity':       [ YES,        YES,  YES,     ___,           ___,      ___ ],
  'ask-clarification':     [ ___,        YES,  YES,     ___,           ___,      ___ ],
  'record-clarification':  [ ___,        ___,  YES,     ___,           ___,      ___ ],
  pause:                   [ ___,        YES,  YES,     ___,           ___,      ___ ],
  resume:                  [ ___,        ___,  YES,     ___,           ___,      ___ ],
  extend:                  [ ___,        YES,  YES,     ___,           ___,      ___ ],
  fulfil:                  [ YES,        YES,  YES,     YES,           YES,      ___ ],
  'cancel-clock':          [ YES,        YES,  YES,     YES,           ___,      ___ ],
  answer:                  [ ___,        YES,  YES,     YES,           ___,      ___ ],
  'end-rest':              [ ___,        ___,  ___,     YES,           ___,      ___ ],
  'send-answer-again':     [ ___,        ___,  ___,     YES,           YES,      YES ],
  'send-transmission':     [ ___,        ___,  ___,     YES,           YES,      YES ],
  'decline-transmission':  [ ___,        YES,  YES,     YES,           YES,      YES ],
  'end-transmission':      [ ___,        YES,  YES,     YES,           YES,      YES ],
  refuse:                  [ YES,        YES,  YES,     ___,           ___,      ___ ],
  withdraw:                [ YES,        YES,  YES,     ___,           ___,      ___ ],
  'mark-spam':             [ YES,        YES,  YES,     ___,           ___,      ___ ],
  'unmark-spam':           [ ___,        ___,  ___,     ___,           ___,      YES ],
  close:                   [ YES,        ___,  YES,     ___,           YES,      ___ ],
  reopen:                  [ ___,        ___,  ___,     YES,           YES,      YES ],
  'remind-mailbox':        [ YES,        ___,  ___,     ___,           ___,      ___ ],
  assign:                  [ YES,        YES,  YES,     YES,           YES,      ___ ],
  tag:                     [ YES,        YES,  YES,     YES,           YES,      YES ],
  untag:                   [ YES,        YES,  YES,     YES,           YES,      YES ],
  relate:                  [ YES,        YES,  YES,     YES,           YES,      YES ],
  merge:                   [ YES,        YES,  YES,     ___,           ___,      ___ ],
  unmerge:                 [ ___,        ___,  ___,     ___,           ___,      YES ],
  'correct-person':        [ YES,        YES,  YES,     YES,           YES,      YES ],
  'correct-right':         [ YES,        YES,  YES,     ___,           ___,      ___ ],
  'correct-receipt':       [ YES,        YES,  YES,     YES,           YES,      ___ ],
  note:                    [ YES,        YES,  YES,     YES,           YES,      YES ],
  'write-message':         [ YES,        YES,  YES,     YES,           YES,      YES ],
  'mark-read':             [ YES,        YES,  YES,     YES,           YES,      YES ],
  'mark-unread':           [ YES,        YES,  YES,     YES,           YES,      YES ],
  'record-reply':          [ YES,        YES,  YES,     YES,           YES,      YES ],
  'reject-reply':          [ YES,        YES,  YES,     ___,           ___,      ___ ],
  'undo-clarification':    [ YES,        YES,  YES,     YES,           YES,      ___ ],
  'undo-pause':            [ YES,        YES,  YES,     YES,           YES,      ___ ],
  'undo-extension':        [ YES,        YES,  YES,     YES,           YES,      ___ ],
  'undo-fulfilment':       [ YES,        YES,  YES,     YES,           YES,      ___ ],
  'undo-decision':         [ YES,        YES,  YES,     YES,           YES,      ___ ],
  'resend-letter':         [ YES,        YES,  YES,     YES,           YES,      YES ],
  'correct-address':       [ YES,        YES,  YES,     YES,           YES,      YES ],
  'record-return':         [ YES,        YES,  YES,     YES,           YES,      YES ],
  'undo-return':           [ YES,        YES,  YES,     YES,           YES,      ___ ],
  'set-aside-return':      [ YES,        YES,  YES,     YES,           YES,      YES ],
  'undo-set-aside':        [ YES,        YES,  YES,     YES,           YES,      ___ ],
  'record-posting':        [ YES,        YES,  YES,     YES,           YES,      YES ],
  'print-letter':          [ YES,        YES,  YES,     YES,           YES,      YES ],
  'change-basis':          [ YES,        YES,  YES,     YES,           YES,      ___ ],
  'hand-out':              [ YES,        YES,  YES,     YES,           YES,      ___ ],
  'answer-task':           [ YES,        YES,  YES,     YES,           YES,      YES ],
  'chase-task':            [ YES,        YES,  YES,     YES,           YES,      YES ],
  'confirm-mailbox':       [ YES,        YES,  YES,     YES,           YES,      YES ],
  'leave-message':         [ YES,        YES,  YES,     YES,           YES,      YES ],
  'ask-transmission':      [ ___,        YES,  YES,     YES,           YES,      YES ],
  'send-code':             [ YES,        YES,  YES,     YES,           YES,      YES ],
  'open-answer':           [ YES,        YES,  YES,     YES,           YES,      YES ],
  'fetch-transmission':    [ ___,        YES,  YES,     YES,           YES,      YES ],
  'record-delivery':       [ YES,        YES,  YES,     YES,           YES,      YES ],
  'end-merger':            [ YES,        YES,  YES,     YES,           YES,      YES ],
};

/** Whether an action is possible in a status. */
export const isAllowedIn = (status: Status, action: Action): boolean =>
  TABLE[action][STATUSES.indexOf(status)] === true;
