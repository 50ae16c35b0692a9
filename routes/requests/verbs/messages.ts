import { CHANNELS } from '../../../domain/lifecycle/vocabulary.ts';
import { PAUSE_REASONS } from '../../../domain/policies/policy.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { recordReply } from '../../../models/subjectRequest/message.ts';
import { markRead, markUnread } from '../../../models/subjectRequest/reading.ts';
import { rejectReply } from '../../../models/subjectRequest/replies.ts';
import { writeMessage } from '../../../models/subjectRequest/writing.ts';
import { dayOf, SENDING_FIELDS, sendingOf, verb } from '../verb.ts';

export const messageVerbs = [
  verb({
    name: 'write-message',
    fields: ['text', ...SENDING_FIELDS],
    run: (call) => {
      const { text } = call.form;
      return writeMessage(call.desk, call.by, call.target, { text, sending: sendingOf(call) });
    },
  }),
  verb({
    name: 'record-reply',
    fields: ['repliedOn', 'channel', 'as', 'text', 'note', 'mandate'],
    files: true,
    run: ({ desk, by, target, form, files }) => {
      const channel = CHANNELS.find((one) => one === form.channel && one !== 'form');
      if (!channel) throw new RuleViolation('channel-missing', {}, 'channel');
      const on = dayOf(form.repliedOn, 'repliedOn');
      const { text, note } = form;
      const mandate = form.mandate === 'yes';
      const as = form.as === 'more' ? 'more' : 'answer';
      return recordReply(desk, by, target, { on, channel, as, text, note, files, mandate });
    },
  }),
  verb({
    name: 'reject-reply',
    fields: ['wait', 'reason'],
    run: ({ desk, by, target, form }) => {
      const reason = PAUSE_REASONS.find((one) => one === form.wait);
      return rejectReply(desk, by, target, { reason, why: form.reason });
    },
  }),
  verb({ name: 'mark-read', fields: [], run: ({ desk, by, target }) => markRead(desk, by, target) }),
  verb({ name: 'mark-unread', fields: [], run: ({ desk, by, target }) => markUnread(desk, by, target) }),
];
