import type { Freshness } from "@cfa/contract/reads";
import { quarantinedCount, runningRun, syncStanding } from "@cfa/db/queries/freshness";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { localDateAt, weekday } from "@cfa/values/local-date";

const HOUR_MILLIS = 3_600_000;
const STALE_AFTER_MILLIS = 24 * HOUR_MILLIS;
const SUNDAY = 0;

/** How old the books are, how they compare with Tally's own, and what is on its way. */
export async function readFreshness(snapshot: CompanySnapshot, now: Date): Promise<Freshness> {
  const standing = await syncStanding(snapshot);
  const running = await runningRun(snapshot);
  const quarantined = await quarantinedCount(snapshot);
  const readAt = standing?.readAt ?? null;
  return {
    state: freshnessAt(readAt, now),
    readAt: readAt?.toISOString() ?? null,
    dataTo: standing?.dataTo ?? null,
    generation: Number(standing?.generation ?? 0n),
    tieOut: { state: standing?.tieOut ?? "unknown", differences: standing?.differences ?? 0 },
    running: running ?? null,
    quarantined,
  };
}

/** Stale: the last good read is older than 24 hours of working time, Sundays in India left out. */
export function freshnessAt(readAt: Date | null, now: Date): Freshness["state"] {
  if (!readAt) return "never";
  return workingMillis(readAt, now) > STALE_AFTER_MILLIS ? "stale" : "fresh";
}

/** Milliseconds between two moments that do not fall on a Sunday, counted by the hour; ends early once it is enough. */
function workingMillis(from: Date, to: Date): number {
  let worked = 0;
  for (let at = from.getTime(); at < to.getTime() && worked <= STALE_AFTER_MILLIS; at += HOUR_MILLIS) {
    const step = Math.min(HOUR_MILLIS, to.getTime() - at);
    if (weekday(localDateAt(new Date(at))) !== SUNDAY) worked += step;
  }
  return worked;
}
