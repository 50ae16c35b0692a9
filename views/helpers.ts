import { iconPaths } from './icons.ts';

/** The functions that every template may call. */
export const helpers = { icon: iconPaths, describedBy };

type Described = { id?: string; name: string; hint?: string; error?: string };

/** The value of a field's `aria-describedby`: the ids of its hint and its error, or undefined. */
function describedBy(field: Described): string | undefined {
  const id = field.id ?? field.name;
  const ids = [field.hint && `${id}-hint`, field.error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
