import type { Contact } from '../contact.ts';
import type { Frame, FrameBase } from '../layouts/frame.ts';

/** The statuses that have words of their own. Any other is told as 422 (ours to refuse) or 500 (ours to mend). */
export const ERROR_STATUSES = [403, 404, 409, 413, 422, 429, 500, 503] as const;

export type ErrorPage = {
  frame: Frame;
  sentence: string;
  next: string;
  home: { href: string; text: string };
  /** How to reach the organisation whose pages these are. */
  contact?: Contact;
  /** What was sent, to be sent again by a button. */
  again?: { action: string; token: string; fields: [string, string][]; button: string };
  /** What was written in the form that could not be taken, so that no fault loses it. */
  written: string[];
};

/** The page for a status: a title, one calm sentence, what to do next. View: `errors/show`. */
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
