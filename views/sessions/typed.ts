import type { Frame, FrameBase } from '../layouts/frame.ts';

type TypedPage = {
  frame: Frame;
  files?: string;
  form: { action: string; fields: object[]; button: string };
};

type TypedPageInput = {
  address: string;
  fields: [name: string, text: string][];
  files: string[];
  token: string;
};

/** What was typed when a session expired, and a button that opens the form with it; nothing is sent yet. */
export function typedPage(base: FrameBase, { address, fields, files, token }: TypedPageInput): TypedPage {
  const { t } = base;
  const hidden = (name: string, value: string) => ({ partial: 'hidden', name, value });
  return {
    frame: { ...base, title: t('sessions:typed.title') },
    files: files.length > 0 ? t('verbs:kept', { names: files.join(', ') }) : undefined,
    form: {
      action: address,
      fields: [
        ...fields
          .filter(([name]) => name !== 'go' && name !== 'kept')
          .map(([name, text]) => hidden(name, text)),
        ...(files.length > 0
          ? [hidden('kept', token)]
          : fields.filter(([name]) => name === 'kept').map(([name, text]) => hidden(name, text))),
      ],
      button: t('sessions:typed.button'),
    },
  };
}
