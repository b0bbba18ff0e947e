/** How large a window may be now. */
export type Pace = {
  readonly size: number;
  /** Not to be reached again before some windows have gone well: it failed at this size. */
  readonly ceiling: number;
  /** Windows in a row that went well. */
  readonly wellInARow: number;
};

const FIRST = 500;
/** Above 10,000 vouchers in one answer Tally may hang for good. */
const MOST = 5_000;
const SLOW_MS = 20_000;
const HEAVY_BYTES = 30_000_000;
/** After so many good windows a size that failed once is tried again. */
const FORGIVEN_AFTER = 8;

/** The pace of a run's first window. */
export function firstPace(size = FIRST): Pace {
  return { size: Math.min(size, MOST), ceiling: MOST, wellInARow: 0 };
}

/** A window went well: twice as many next time, up to 5,000, while answers take under 20 s and 30 MB. */
export function afterAnswer(pace: Pace, answer: { readonly ms: number; readonly bytes: number }): Pace {
  if (answer.ms > SLOW_MS || answer.bytes > HEAVY_BYTES) return afterFailure(pace);
  const wellInARow = pace.wellInARow + 1;
  const ceiling = wellInARow % FORGIVEN_AFTER === 0 ? Math.min(MOST, pace.ceiling * 2) : pace.ceiling;
  return { size: Math.max(1, Math.min(pace.size * 2, ceiling)), ceiling, wellInARow };
}

/** A window failed or was too heavy: half of it from now on. `held`: how many vouchers it really held, where known. */
export function afterFailure(pace: Pace, held = pace.size): Pace {
  const size = Math.max(1, Math.floor(Math.min(pace.size, Math.max(held, 1)) / 2));
  return { size, ceiling: size, wellInARow: 0 };
}
