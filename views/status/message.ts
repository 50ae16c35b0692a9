import type { RuleViolation } from '../../domain/ruleViolation.ts';
import type { RequestStanding } from '../../models/submission/page.ts';
import { errorsOf } from '../faults.ts';
import { at } from '../intake/address.ts';
import { type Frame, type FrameBase, TYPING } from '../layouts/frame.ts';
import { aboutOf, clientOf } from './about.ts';

type MessagePage = {
  frame: Frame;
  back: string;
  about: string;
  asked: { text: string; words?: string }[];
  /** The notice that files which prove identity are destroyed. */
  destroyed?: string;
  errors: Record<string, string>;
  form?: object;
  /** The notice that a message does not reopen the request. */
  closed?: string;
};

type MessagePageInput = {
  standing: RequestStanding;
  token: string;
  written: string;
  faults: RuleViolation[];
};

/** A message about one request, or the reply to a question. View: `status/message`. */
export function messagePage(
  base: FrameBase,
  { standing, token, written, faults }: MessagePageInput,
): MessagePage {
  const { t } = base;
  const { request, waiting, mayWrite } = standing;
  const errors = errorsOf(t, faults);
  const identity = waiting.some(({ reason }) => reason === 'identity');
  const back = at(base, `/status/${encodeURIComponent(token)}`);
  const title = t(identity ? 'status:message.titleIdentity' : 'status:message.title');
  return {
    frame: {
      ...base,
      title,
      faulty: faults.length > 0,
      indexed: false,
      typing: mayWrite ? TYPING : undefined,
    },
    back,
    about: aboutOf(base, request, clientOf(standing)),
    asked: mayWrite
      ? waiting.map(({ reason, words }) => ({ text: t(`status:message.asked.${reason}`), words }))
      : [],
    destroyed: identity && mayWrite ? t('status:message.destroyed') : undefined,
    errors,
    closed: request.status === 'closed' ? t('status:message.closed') : undefined,
    form: mayWrite
      ? {
          id: TYPING,
          action: `${back}/${request.reference}/message`,
          files: true,
          fields: [
            {
              partial: 'textarea',
              name: 'message',
              label: t('status:message.text'),
              value: written,
              error: errors.message,
              rows: 8,
            },
            {
              partial: 'file',
              name: 'files',
              label: t('status:message.files'),
              hint: t('status:message.filesHint'),
              error: errors.files,
              optional: true,
              multiple: true,
            },
            ...mandateFields(base, standing),
          ],
          button: { text: t('status:message.button'), links: [{ href: back, text: t('status:cancel') }] },
        }
      : undefined,
  };
}

/** For a representative: that the files prove their authority. Those are kept. */
function mandateFields({ t }: FrameBase, standing: RequestStanding): object[] {
  if (!standing.written.client) return [];
  const client = clientOf(standing);
  const text = client ? t('intake:files.mandate', { client }) : t('intake:files.mandateUnnamed');
  const options = [{ value: 'yes', text, hint: t('intake:files.mandateHint') }];
  const legend = t('intake:files.mandateLegend');
  return [{ partial: 'choices', type: 'checkbox', name: 'mandate', legend, options }];
}
