import { cancelClock, fulfil, undoFulfilment } from '../../../models/subjectRequest/fulfilment.ts';
import { doneAt, type Runs } from '../verb.ts';

export const promiseVerbs = {
  fulfil: (call) => {
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
  'undo-fulfilment': ({ desk, by, target, clock, form }) =>
    undoFulfilment(desk, by, target, clock, { reason: form.reason }),
  'cancel-clock': ({ desk, by, target, clock, form }) =>
    cancelClock(desk, by, target, clock, { reason: form.reason }),
} satisfies Partial<Runs>;
