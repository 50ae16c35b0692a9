import type { FrameBase } from '../layouts/frame.ts';

type Base = Pick<FrameBase, 'home' | 'form'>;

/** The address of a public page of the organisation that is visited: `/ask`, or `/o/its-short-name/ask`. */
export const at = ({ home = '/' }: Base, path: string): string => `${home === '/' ? '' : home}${path}`;

/** The address of a page of the form that is being filled in, which it names: each of several is a draft of its own. */
export const inForm = (base: Base, path: string, more: Record<string, string> = {}): string =>
  at(base, address(path, { ...(base.form && { form: base.form }), ...more }));

/** A path with what goes behind its question mark, without what is empty. */
export function address(path: string, given: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value !== '')).toString();
  return query ? `${path}?${query}` : path;
}
