import {
  recordReturn,
  setReturnAside,
  undoReturn,
  undoSettingAside,
} from '../../../models/subjectRequest/letterReturn.ts';
import { resend } from '../../../models/subjectRequest/resend.ts';
import { wholeNumber } from '../../middleware/text.ts';
import { dayOf, endOfDay, momentOf, type Runs, sendingOf } from '../verb.ts';

export const letterVerbs = {
  resend: (call) => {
    const sending = call.form.sending ? sendingOf(call) : undefined;
    const { email, known } = call.form;
    return resend(call.desk, call.by, call.target, { email, known, sending });
  },
  'record-return': ({ desk, by, target, form, zone }) => {
    const { returnedOn, returnedOnTime } = form;
    const at = returnedOnTime
      ? momentOf(returnedOn, returnedOnTime, zone, 'returnedOn')
      : endOfDay(dayOf(returnedOn, 'returnedOn'), zone, desk.clock());
    const letterId = wholeNumber.parse(form.letter);
    return recordReturn(desk, by, target, { letterId, at, known: form.known });
  },
  'undo-return': ({ desk, by, target, form }) => undoReturn(desk, by, target, { reason: form.reason }),
  'set-aside-return': ({ desk, by, target, form }) =>
    setReturnAside(desk, by, target, { reason: form.reason, proof: form.proof }),
  'undo-set-aside': ({ desk, by, target, form }) =>
    undoSettingAside(desk, by, target, { reason: form.reason }),
} satisfies Partial<Runs>;
