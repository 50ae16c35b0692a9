import { cancelClock, fulfil, undoFulfilment } from '../../../models/subjectRequest/fulfilment.ts';
import { momentOf, verb } from '../verb.ts';

export const promiseVerbs = [
  verb({
    name: 'fulfil',
    fields: ['done', 'doneAt', 'doneAtTime', 'proof'],
    files: true,
    run: ({ desk, by, target, clock, form, files, zone }) => {
      const doneAt = momentOf(form.doneAt, form.doneAtTime, zone, 'doneAt');
      return fulfil(desk, by, target, clock, { done: form.done, doneAt, proof: form.proof, files });
    },
  }),
  verb({
    name: 'undo-fulfilment',
    fields: [],
    run: ({ desk, by, target, clock }) => undoFulfilment(desk, by, target, clock),
  }),
  verb({
    name: 'cancel-clock',
    fields: ['reason'],
    run: ({ desk, by, target, clock, form }) => cancelClock(desk, by, target, clock, { reason: form.reason }),
  }),
];
