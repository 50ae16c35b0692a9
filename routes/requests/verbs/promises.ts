import { cancelClock, fulfil, undoFulfilment } from '../../../models/subjectRequest/fulfilment.ts';
import { doneAt, verb } from '../verb.ts';

export const promiseVerbs = [
  verb({
    name: 'fulfil',
    fields: ['unconfirmed', 'done', 'doneAt', 'doneAtTime', 'proof'],
    files: true,
    run: (call) => {
      const { desk, by, target, clock, form, files } = call;
      const { done, proof, unconfirmed } = form;
      return fulfil(desk, by, target, clock, {
        done,
        doneAt: doneAt(call, 'doneAt'),
        proof,
        unconfirmed,
        files,
      });
    },
  }),
  verb({
    name: 'undo-fulfilment',
    fields: ['reason'],
    run: ({ desk, by, target, clock, form }) =>
      undoFulfilment(desk, by, target, clock, { reason: form.reason }),
  }),
  verb({
    name: 'cancel-clock',
    fields: ['reason'],
    run: ({ desk, by, target, clock, form }) => cancelClock(desk, by, target, clock, { reason: form.reason }),
  }),
];
