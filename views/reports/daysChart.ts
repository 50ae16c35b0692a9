import type { Figures } from '../../domain/reports/figures.ts';
import { type GridLine, placed, stepsTo } from './scale.ts';

type DaysRow = { name: string; count: string; y: string; median: string; ninety: string; longest: string };

/** For each name a dot at the days of half, a line to those of nine in ten, a ring at the longest. Drawn by `reports/daysChart`. */
export type DaysChart = { width: number; height: number; bottom: number; grid: GridLine[]; rows: DaysRow[] };

const [LEFT, RIGHT, ROW, TOP] = [190, 620, 32, 12];

/** The picture of the days to an answer. */
export function daysChart(named: readonly { name: string; figures: Figures }[]): DaysChart {
  const most = Math.max(1, ...named.map(({ figures }) => figures.longest ?? 0));
  const at = (days: number | undefined) => placed(LEFT + ((RIGHT - LEFT) * (days ?? 0)) / most);
  const bottom = TOP + named.length * ROW;
  return {
    width: 640,
    height: bottom + 24,
    bottom,
    grid: stepsTo(most).map((days) => ({ at: at(days), text: String(days) })),
    rows: named.map(({ name, figures }, nth) => ({
      name,
      count: String(figures.answered),
      y: placed(TOP + nth * ROW + ROW / 2),
      median: at(figures.median),
      ninety: at(figures.ninety),
      longest: at(figures.longest),
    })),
  };
}
