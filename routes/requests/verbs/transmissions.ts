import { declineTransmission, endTransmission } from '../../../models/transmission/decide.ts';
import { sendTransmission } from '../../../models/transmission/send.ts';
import { type Runs, sendingOf } from '../verb.ts';

export const transmissionVerbs = {
  'send-transmission': ({ desk, by, target, form }) => {
    const { provider, email, wish } = form;
    return sendTransmission(desk, by, target, { provider, email, wish });
  },
  'decline-transmission': (call) => {
    const { reason } = call.form;
    return declineTransmission(call.desk, call.by, call.target, { reason, sending: sendingOf(call) });
  },
  'end-transmission': ({ desk, by, target }) => endTransmission(desk, by, target),
} satisfies Partial<Runs>;
