/** A line of a chart's grid. */
export type GridLine = { at: string; text: string };

/** The steps of a scale from 0 that are easy to read, four at most: up to 27 in tens, up to 62 in twenties. */
export function stepsTo(most: number): number[] {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(rough)));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? power * 10;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, nth) => nth * step);
}

/** A place in the picture, to a tenth. */
export const placed = (place: number): string => String(Math.round(place * 10) / 10);
