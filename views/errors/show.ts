import type { Contact } from '../contact.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

/** Statuses with words of their own. Any other is shown as 422 (the client's fault) or 500 (ours). */
export const ERROR_STATUSES = [403, 404, 409, 410, 413, 422, 429, 500, 503] as const;

export type ErrorPage = {
  frame: Frame;
  sentence: string;
  next: string;
  home: { href: string; text: string };
  /** How to reach the organisation of the page. */
  contact?: Contact;
  /** The submitted form, to send again by a button. */
  again?: { action: string; token: string; fields: [string, string][]; button: string };
  /** The content of a form that was refused, so that it is not lost. */
  written: string[];
};

/** The page for a status: a title, one sentence, what to do next. View: `errors/show`. */
export function errorPage(base: FrameBase, status: number, written: string[] = []): ErrorPage {
  const { t } = base;
  const key = `errors:s${worded(status)}`;
  return {
    frame: { ...base, title: t(`${key}.title`) },
    sentence: t(`${key}.sentence`),
    next: t(`${key}.next`),
    home: { href: base.user ? '/requests' : (base.home ?? '/'), text: t('errors:home') },
    written,
  };
}

function worded(status: number): number {
  if (ERROR_STATUSES.some((known) => known === status)) return status;
  return status < 500 ? 422 : 500;
}
