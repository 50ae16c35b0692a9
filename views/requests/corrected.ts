import type { Correctable, Corrected } from '../../domain/corrections.ts';
import { type Language, languageName } from '../../domain/languages.ts';
import type { T, Wording } from '../i18n.ts';

type CorrectedWords = { key: string; value: string }[];

/** The former and the present values of a correction and its reason: of the person's details, or their address. */
export function correctedWords(
  reader: Wording,
  name: 'person-corrected' | 'address-corrected',
  detail: Record<string, unknown>,
): CorrectedWords {
  const { t } = reader;
  const fields =
    name === 'person-corrected'
      ? ((detail.fields ?? []) as Corrected[])
      : [{ field: 'email' as const, was: String(detail.addressWas ?? ''), is: String(detail.address ?? '') }];
  const moved = fields
    .filter(({ was, is }) => was !== is)
    .map((one) => ({
      key: `${fieldName(t, one.field)}:`,
      value: t('events:fromTo', {
        was: valueWords(t, one.field, one.was),
        is: valueWords(t, one.field, one.is),
      }),
    }));
  const said = (['known', 'reason'] as const).flatMap((key) => {
    const value = detail[key];
    return typeof value === 'string' && value !== '' ? [{ key: t(`events:words.${key}`), value }] : [];
  });
  return [...moved, ...said];
}

/** "name and customer number". */
export const fieldNames = ({ t, language }: Wording, fields: string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(
    fields.map((field) => fieldName(t, field as Correctable)),
  );

const fieldName = (t: T, field: Correctable): string => t(`newRequest:label.${field}`);

/** A value in words. */
export function valueWords(t: T, field: Correctable, value: string): string {
  if (value === '') return t('events:nothing');
  if (field === 'channel') return t(`requests:channel.${value}`);
  if (field === 'language') return languageName(value as Language);
  return value;
}
