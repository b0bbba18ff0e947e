import { backOffMs } from "../schedule/back-off.ts";

/** When a company is looked at next, in milliseconds since 1970. */
export type Turn = {
  readonly dueAt: number;
  /** When it was last looked at in full. */
  readonly fullAt: number;
  /** Failures in a row, and the code of the last one. */
  readonly failures: number;
  readonly lastCode: string | undefined;
};

export type Pace = {
  /** Between two light looks. */
  readonly pollMs: number;
  /** Between two full looks. */
  readonly syncMs: number;
  readonly random: () => number;
};

/** A company that was not looked at yet: due at once, in full. */
export const FIRST_TURN: Turn = { dueAt: 0, fullAt: 0, failures: 0, lastCode: undefined };

/** Failures that only a person, or time, ends: looked at again at the usual pace. */
const QUIET = new Set([
  "tally-closed",
  "company-closed",
  "no-company",
  "server-working",
  "key-unreadable",
  "key-missing",
  "agent-too-old",
  "unsupported-protocol",
]);

/** Whether the look that is due is a full one: Tally's totals are held against the books even if nothing has changed. */
export function isFullDue({ fullAt }: Turn, at: number, { syncMs }: Pace): boolean {
  return at - fullAt >= syncMs || fullAt > at;
}

/** Whether a moment has come. One further away than can ever be waited was set before the clock was put back: it has come too. */
export function isDue(dueAt: number, at: number, mostMs: number): boolean {
  return dueAt <= at || dueAt > at + mostMs;
}

/** How long to wait should the look fail with a code: sooner at first, then less and less often, as it fails again. */
export function waitsAfter({ failures }: Turn, { pollMs, random }: Pace): (code: string) => number {
  const retryMs = Math.min(pollMs, backOffMs(failures + 1, random));
  return (code) => (QUIET.has(code) ? pollMs : retryMs);
}

/** The turn after a look that went well. */
export function afterSuccess(
  turn: Turn,
  at: number,
  { isFull, pace }: { isFull: boolean; pace: Pace },
): Turn {
  const fullAt = isFull ? at : turn.fullAt;
  return { dueAt: at + pace.pollMs, fullAt, failures: 0, lastCode: undefined };
}

/** The turn after one that failed. */
export function afterFailure(
  turn: Turn,
  at: number,
  { code, waitMs }: { code: string; waitMs: number },
): Turn {
  return { ...turn, dueAt: at + waitMs, failures: turn.failures + 1, lastCode: code };
}
