/** Of one side: answers (or requests, rows, deadlines) a second, and how long one took, in ms. */
export type Figures = { perSecond: number; p50: number; p99: number };

/** One turn of one side. `p95` where single times are known; `processor`: its milliseconds for one answer. */
export type Round = Figures & { p95?: number; processor?: number; failures?: string[] };
