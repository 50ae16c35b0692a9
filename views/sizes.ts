import { localeOf } from '../domain/languages.ts';
import type { Language, T } from './i18n.ts';

const KILO = 1000;
const LARGEST = ['gigabytes', KILO ** 3] as const;
const UNITS = [['kilobytes', KILO], ['megabytes', KILO ** 2], LARGEST] as const;

/** A file's size: "840 kB", "1.3 MB", « 1,3 Mo », "82 GB". */
export function sizeWords(bytes: number, t: T, language: Language): string {
  const [unit, of] = UNITS.find(([, most]) => bytes < most * KILO) ?? LARGEST;
  const digits = unit === 'kilobytes' ? 0 : 1;
  const size = Math.max(bytes / of, unit === 'kilobytes' ? 1 : 0);
  return t(`intake:size.${unit}`, {
    size: size.toLocaleString(localeOf(language), { maximumFractionDigits: digits }),
  });
}
