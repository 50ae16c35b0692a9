import type { Frame } from '../layouts/frame.ts';

/** A page with one form: what is added to the settings one at a time. View: `settings/form`. */
export type FormPage = {
  frame: Frame;
  back: { href: string; text: string };
  lead: string;
  errors: Record<string, string>;
  form: object;
};
