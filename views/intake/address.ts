import type { FrameBase } from '../layouts/frame.ts';

type Base = Pick<FrameBase, 'home' | 'form'>;

/** The address of the visited organisation's public page: `/ask`, or `/o/its-short-name/ask`. */
export const at = ({ home = '/' }: Base, path: string): string => `${home === '/' ? '' : home}${path}`;

/** The address of a page of the current form, with the form's id: a browser may have several drafts. */
export const inForm = (base: Base, path: string, more: Record<string, string> = {}): string =>
  at(base, address(path, { ...(base.form && { form: base.form }), ...more }));

/** A path with a query, without empty values. */
export function address(path: string, given: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value !== '')).toString();
  return query ? `${path}?${query}` : path;
}
