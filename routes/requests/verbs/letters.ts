import {
  recordReturn,
  setReturnAside,
  undoReturn,
  undoSettingAside,
} from '../../../models/subjectRequest/letterReturn.ts';
import { resend } from '../../../models/subjectRequest/resend.ts';
import { wholeNumber } from '../../middleware/text.ts';
import { dayOf, endOf, momentOf, SENDING_FIELDS, sendingOf, verb } from '../verb.ts';

export const letterVerbs = [
  verb({
    name: 'resend',
    fields: ['email', 'known', ...SENDING_FIELDS],
    run: (call) => {
      const sending = call.form.sending ? sendingOf(call) : undefined;
      const { email, known } = call.form;
      return resend(call.desk, call.by, call.target, { email, known, sending });
    },
  }),
  verb({
    name: 'record-return',
    fields: ['letter', 'returnedOn', 'returnedOnTime', 'known'],
    run: ({ desk, by, target, form, zone }) => {
      const { returnedOn, returnedOnTime } = form;
      const at = returnedOnTime
        ? momentOf(returnedOn, returnedOnTime, zone, 'returnedOn')
        : endOf(dayOf(returnedOn, 'returnedOn'), zone, desk.clock());
      const letterId = wholeNumber.parse(form.letter);
      return recordReturn(desk, by, target, { letterId, at, known: form.known });
    },
  }),
  verb({
    name: 'undo-return',
    fields: ['reason'],
    run: ({ desk, by, target, form }) => undoReturn(desk, by, target, { reason: form.reason }),
  }),
  verb({
    name: 'set-aside-return',
    fields: ['reason', 'proof'],
    run: ({ desk, by, target, form }) =>
      setReturnAside(desk, by, target, { reason: form.reason, proof: form.proof }),
  }),
  verb({
    name: 'undo-set-aside',
    fields: ['reason'],
    run: ({ desk, by, target, form }) => undoSettingAside(desk, by, target, { reason: form.reason }),
  }),
];
