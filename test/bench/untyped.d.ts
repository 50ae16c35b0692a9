// Neither package brings its types; these say what the benchmarks use of them.
declare module 'better-sqlite3' {
  export type Statement = {
    run(...values: unknown[]): { changes: number; lastInsertRowid: number | bigint };
    get(...values: unknown[]): unknown;
    all(...values: unknown[]): unknown[];
  };
  export default class Sqlite {
    constructor(path: string, options?: { readonly?: boolean });
    prepare(sql: string): Statement;
    exec(sql: string): void;
    pragma(text: string): unknown;
    transaction<T extends unknown[]>(work: (...given: T) => void): (...given: T) => void;
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
    duration: number;
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
