import type { Judged } from './goals.ts';
import type { Kept } from './outcome.ts';

const WIDTH = 880;
const ROW = 26;
const TOP = 56;
/** Where the bars begin, and how long one is that reaches its goal; what is more than twice as far is cut. */
const LEFT = 370;
const GOAL = 200;
const MOST = 2.2;

/** Each figure that has a goal as a bar: its length is the share of the goal that is used up. Light and dark by the reader's preference. */
export function chartOf(kept: Kept[]): string {
  const bars = kept.flatMap((one) =>
    one.goals.filter(({ atMost }) => atMost > 0).map((goal) => ({ name: nameOf(one), goal })),
  );
  const height = TOP + bars.length * ROW + 16;
  const line = LEFT + GOAL;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">
<title id="title">Each figure of the benchmarks as a share of its goal</title>
<style>
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .paper { fill: #ffffff } .quiet { fill: #59636e } .met { fill: #2f7d5b } .missed { fill: #b3482f } .goal { stroke: #1f2328 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .paper { fill: #0d1117 } .quiet { fill: #9aa4af } .met { fill: #4fae84 } .missed { fill: #e0775c } .goal { stroke: #e6edf3 }
  }
</style>
<rect class="paper" width="${WIDTH}" height="${height}"/>
<text x="16" y="24">Each figure as a share of its goal: a bar that ends left of the line has met it.</text>
<text class="quiet" x="${line}" y="46" text-anchor="middle">goal</text>
${bars.map(({ name, goal }, nth) => barOf(name, goal, TOP + nth * ROW)).join('\n')}
<line class="goal" x1="${line}" y1="${TOP - 4}" x2="${line}" y2="${height - 12}" stroke-dasharray="3 3"/>
</svg>
`;
}

function barOf(name: string, { figure, value, atMost, isMet }: Judged, y: number): string {
  const share = value === null ? 0 : Math.min(value / atMost, MOST);
  const width = Math.max(2, Math.round(share * GOAL));
  const word = value === null ? 'not measured' : `${value} of ${atMost}${isMet ? '' : ', missed'}`;
  return `<text x="16" y="${y + 17}">${name} <tspan class="quiet">${figure}</tspan></text>
<rect class="${isMet ? 'met' : 'missed'}" x="${LEFT}" y="${y + 5}" width="${width}" height="16" rx="2"/>
<text x="${LEFT + Math.max(width, value === null || isMet ? GOAL : 0) + 8}" y="${y + 17}">${word}</text>`;
}

const nameOf = ({ bench, database, rows }: Kept): string =>
  `${bench}, ${database === 'postgres' ? 'PostgreSQL' : database}, ${rows.toLocaleString('en')}`;
