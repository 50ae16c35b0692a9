import { RELATING } from '../../../domain/lifecycle/doubles.ts';
import { REOPENING_SCOPES } from '../../../domain/lifecycle/vocabulary.ts';
import { RuleViolation } from '../../../domain/ruleViolation.ts';
import { assign } from '../../../models/subjectRequest/assignment.ts';
import { close } from '../../../models/subjectRequest/closure.ts';
import { merge, unmerge } from '../../../models/subjectRequest/merge.ts';
import { leaveNote } from '../../../models/subjectRequest/note.ts';
import { relate } from '../../../models/subjectRequest/relate.ts';
import { remindMailbox } from '../../../models/subjectRequest/remindMailbox.ts';
import { reopen } from '../../../models/subjectRequest/reopening.ts';
import { markSpam, unmarkSpam } from '../../../models/subjectRequest/spam.ts';
import { withdraw } from '../../../models/subjectRequest/withdrawal.ts';
import { tagRequest, untagRequest } from '../../../models/tag/tagging.ts';
import { type Runs, sendingOf } from '../verb.ts';

export const courseVerbs = {
  assign: ({ desk, by, target, form }) => {
    if (!/^\d{0,9}$/.test(form.assignee)) throw new RuleViolation('not-a-member', {}, 'assignee');
    return assign(desk, by, target, form.assignee ? Number(form.assignee) : null);
  },
  note: ({ desk, by, target, form }) => leaveNote(desk, by, target, { text: form.note }),
  'remind-mailbox': ({ desk, by, target }) => remindMailbox(desk, by, target),
  tag: ({ desk, by, target, form }) => tagRequest(desk, by, target, form.tag),
  relate: ({ desk, by, target, form }) => {
    const as = RELATING.find((one) => one === form.as);
    return relate(desk, by, target, { other: form.other, as });
  },
  merge: ({ desk, by, target, form }) => {
    const { other, shown } = form;
    return merge(desk, by, target, { other, shown, confirmed: form.confirmed === 'yes' });
  },
  'mark-spam': ({ desk, by, target, form }) => markSpam(desk, by, target, { reason: form.reason }),
  'unmark-spam': ({ desk, by, target, form }) => unmarkSpam(desk, by, target, { reason: form.reason }),
  unmerge: ({ desk, by, target, form }) => unmerge(desk, by, target, { reason: form.reason }),
  untag: ({ desk, by, target, form }) => untagRequest(desk, by, target, form.tag),
  withdraw: ({ desk, by, target, form }) => withdraw(desk, by, target, { reason: form.reason }),
  close: (call) => {
    const { reason } = call.form;
    const sending = call.form.sending ? sendingOf(call) : undefined;
    return close(call.desk, call.by, call.target, { reason, sending });
  },
  reopen: ({ desk, by, target, form }) => {
    const scope = REOPENING_SCOPES.find((one) => one === form.scope);
    return reopen(desk, by, target, { scope, reason: form.reason });
  },
} satisfies Partial<Runs>;
