import type { Standing } from '../../domain/reports/end.ts';
import type { Figures } from '../../domain/reports/figures.ts';
import { type GridLine, placed, stepsTo } from './scale.ts';

type BarPart = { standing: Standing; y: string; height: string };
type Bar = {
  x: string;
  width: string;
  middle: string;
  name?: string;
  count: string;
  parts: BarPart[];
  diamond?: string;
};

/** Bars of answers by month, from the bottom: by the first date, after a pause, extended, late. Drawn by `reports/barChart`. */
export type BarChart = {
  width: number;
  height: number;
  isLong: boolean;
  bottom: number;
  left: number;
  grid: GridLine[];
  bars: Bar[];
};

const [LEFT, TOP, BOTTOM] = [34, 24, 290];
/** From the bottom up. */
const DRAWN: readonly Standing[] = ['first', 'paused', 'extended', 'late'];
/** From so many months on each has less room, and every third its name. */
const MANY = 18;

/** The picture of the months of a report, each with its figures. */
export function barChart(months: readonly { label: string; figures: Figures }[]): BarChart {
  const many = months.length > MANY;
  const room = many ? 28 : Math.max(55, Math.min(120, 605 / months.length));
  const width = Math.max(640, LEFT + months.length * room);
  const heightOf = ({ of }: Figures) => DRAWN.reduce((sum, standing) => sum + of[standing], 0);
  const most = Math.max(1, ...months.map(({ figures }) => heightOf(figures)));
  const scale = (count: number) => ((BOTTOM - TOP) * count) / most;
  return {
    width,
    height: BOTTOM + 40,
    isLong: many,
    bottom: BOTTOM,
    left: LEFT,
    grid: stepsTo(most).map((count) => ({ at: placed(BOTTOM - scale(count)), text: String(count) })),
    bars: months.map(({ label, figures }, nth) => {
      const wide = Math.min(room * 0.68, 60);
      const x = LEFT + nth * room + (room - wide) / 2;
      return {
        x: placed(x),
        width: placed(wide),
        middle: placed(x + wide / 2),
        name: many && nth % 3 > 0 ? undefined : label,
        count: String(heightOf(figures)),
        parts: partsOf(figures, scale),
        diamond: figures.of.late > 0 ? placed(BOTTOM - scale(heightOf(figures)) - 9) : undefined,
      };
    }),
  };
}

function partsOf({ of }: Figures, scale: (count: number) => number): BarPart[] {
  let top = BOTTOM;
  return DRAWN.flatMap((standing) => {
    const height = scale(of[standing]);
    top -= height;
    return height > 0 ? [{ standing, y: placed(top), height: placed(height) }] : [];
  });
}
