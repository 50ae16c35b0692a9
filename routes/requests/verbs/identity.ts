import { IDENTITY_METHODS } from '../../../domain/lifecycle/vocabulary.ts';
import { askIdentity, confirmIdentity, rejectIdentity } from '../../../models/subjectRequest/identity.ts';
import { dayOf, type Runs, sendingOf } from '../verb.ts';

export const identityVerbs = {
  'confirm-identity': ({ desk, by, target, form }) => {
    const method = IDENTITY_METHODS.find((one) => one === form.method);
    const arrivedOn = form.arrivedOn ? dayOf(form.arrivedOn, 'arrivedOn') : undefined;
    const of = form.of === 'all' ? 'all' : 'one';
    return confirmIdentity(desk, by, target, { method, of, note: form.note, arrivedOn });
  },
  'ask-identity': (call) => {
    const { doubt, needed } = call.form;
    return askIdentity(call.desk, call.by, call.target, { doubt, needed, sending: sendingOf(call) });
  },
  'reject-identity': (call) => {
    const { reason } = call.form;
    return rejectIdentity(call.desk, call.by, call.target, { reason, sending: sendingOf(call) });
  },
} satisfies Partial<Runs>;
