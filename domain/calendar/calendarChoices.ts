import { partsOfCountry, regionsOfPart } from './holidayLibrary.ts';
import { overlayIds } from './overlay.ts';

/** The EU and EEA, Switzerland and the United Kingdom: where the laws that ship apply. */
const COUNTRIES =
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(
    ' ',
  );
const NATIONS = ['ENG', 'NIR', 'SCT', 'WLS'];

/**
 * Calendar ids to choose from in the settings, countries and overlays before parts; `GB` only by nation,
 * because its nations differ and the whole lacks days of each. Other ids that `holidayCalendar` knows work too.
 */
export function calendarChoices(): string[] {
  return [...COUNTRIES.flatMap(choicesOf), 'none'];
}

function choicesOf(country: string): string[] {
  if (country === 'GB') return NATIONS.map((nation) => `GB-${nation}`);
  const parts = Object.keys(partsOfCountry(country)).flatMap((part) => [
    `${country}-${part}`,
    ...Object.keys(regionsOfPart(country, part)).map((region) => `${country}-${part}-${region}`),
  ]);
  return [country, ...overlayIds().filter((id) => id.slice(0, 2) === country), ...parts.sort()];
}
