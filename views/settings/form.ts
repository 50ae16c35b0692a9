import type { Frame } from '../layouts/frame.ts';

/** A page with one form, for settings that are added one at a time. View: `settings/form`. */
export type FormPage = {
  frame: Frame;
  back: { href: string; text: string };
  lead: string;
  errors: Record<string, string>;
  form: object;
};
