/** One request and what became of it. */
export type LoggedRequest = {
  /** "collection Voucher filtered", "report Trial Balance", "import Vouchers", "alive?" for a plain GET … */
  readonly kind: string;
  /** The company it named, "" for none. */
  readonly company: string;
  readonly bytesIn: number;
  /** Of the answer's body, so far as it was sent. */
  readonly bytesOut: number;
  /** "stuck": a dialog came up behind it, which was dismissed before it was answered. */
  readonly end: "answered" | "cut" | "crashed" | "broken" | "stuck";
  /** What killed Tally, or the dialog's words. */
  readonly reason?: string;
};

const KEPT = 10_000;

/** The last requests in the order they were answered. */
export type RequestLog = {
  note(request: LoggedRequest): void;
  /** All that are kept, oldest first. */
  list(): readonly LoggedRequest[];
  /** How many there were in all. */
  count(): number;
  clear(): void;
};

/** An empty log. */
export function createRequestLog(): RequestLog {
  let kept: LoggedRequest[] = [];
  let count = 0;
  return {
    note(request) {
      count++;
      kept.push(request);
      if (kept.length > KEPT) kept = kept.slice(-KEPT / 2);
    },
    list: () => [...kept],
    count: () => count,
    clear() {
      kept = [];
    },
  };
}
