import { localeOf } from '../domain/languages.ts';
import type { Language, T } from './i18n.ts';

const KILO = 1000;

/** A file's size as a person reads it: "840 kB", "1.3 MB", « 1,3 Mo ». */
export function sizeWords(bytes: number, t: T, language: Language): string {
  const [unit, amount] = bytes < KILO ** 2 ? ['kilobytes', bytes / KILO] : ['megabytes', bytes / KILO ** 2];
  const digits = unit === 'megabytes' ? 1 : 0;
  const size = Math.max(amount as number, unit === 'kilobytes' ? 1 : 0);
  return t(`intake:size.${unit}`, {
    size: size.toLocaleString(localeOf(language), { maximumFractionDigits: digits }),
  });
}
