import { CHANNELS } from '../../../domain/lifecycle/vocabulary.ts';
import { PAUSE_REASONS } from '../../../domain/policies/policy.ts';
import { recordReply } from '../../../models/subjectRequest/message.ts';
import { markRead, markUnread } from '../../../models/subjectRequest/reading.ts';
import { rejectReply } from '../../../models/subjectRequest/replies.ts';
import { writeMessage } from '../../../models/subjectRequest/writing.ts';
import { dayOf, type Runs, sendingOf } from '../verb.ts';

export const messageVerbs = {
  'write-message': (call) => {
    const { text } = call.form;
    return writeMessage(call.desk, call.by, call.target, { text, sending: sendingOf(call) });
  },
  'record-reply': ({ desk, by, target, form, files }) => {
    const channel = CHANNELS.find((one) => one === form.channel && one !== 'form');
    const on = dayOf(form.repliedOn, 'repliedOn');
    const { text, note } = form;
    const mandate = form.mandate === 'yes';
    const as = form.as === 'more' ? 'more' : 'answer';
    return recordReply(desk, by, target, { on, channel, as, text, note, files, mandate });
  },
  'reject-reply': ({ desk, by, target, form }) => {
    const reason = PAUSE_REASONS.find((one) => one === form.wait);
    return rejectReply(desk, by, target, { reason, why: form.reason });
  },
  'mark-read': ({ desk, by, target }) => markRead(desk, by, target),
  'mark-unread': ({ desk, by, target }) => markUnread(desk, by, target),
} satisfies Partial<Runs>;
