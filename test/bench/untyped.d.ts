// Neither package brings its types; these say what the benchmarks use of them.
declare module 'better-sqlite3' {
  export type Statement = {
    run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint };
    get(...values: unknown[]): unknown;
    all(...values: unknown[]): unknown[];
    iterate(...values: unknown[]): Iterable<unknown>;
    /** Gives rows as arrays. */
    raw(): Statement;
    /** Gives the first column alone. */
    pluck(): Statement;
  };
  export default class Sqlite {
    constructor(path: string, options?: { readonly?: boolean });
    /** The path of its file. */
    readonly name: string;
    prepare(sql: string): Statement;
    exec(sql: string): void;
    pragma(text: string): unknown;
    transaction<T extends unknown[], R>(
      work: (...given: T) => R,
    ): ((...given: T) => R) & { immediate(...given: T): R };
    close(): void;
  }
}

declare module 'autocannon' {
  export type Result = {
    duration: number;
    non2xx: number;
    errors: number;
    timeouts: number;
    '3xx': number;
    statusCodeStats: Record<string, { count: number }>;
    requests: { average: number; total: number };
    latency: { p50: number; p97_5: number; p99: number; average: number };
  };
  export default function autocannon(options: {
    url: string;
    connections: number;
    duration?: number;
    /** So many requests in place of a duration. */
    amount?: number;
    headers?: Record<string, string>;
    timeout?: number;
    requests?: {
      method?: string;
      path?: string;
      body?: string;
      headers?: Record<string, string>;
      setupRequest?: (request: object) => object;
    }[];
  }): Promise<Result>;
}
