import type { Freshness } from "@cfa/contract/reads";

/** How far the first reading is: 0 not begun, 1 Tally is read, 2 the books are worked out, 3 the figures are here. */
export function firstStepOf(freshness: Pick<Freshness, "generation" | "running">): 0 | 1 | 2 | 3 {
  if (freshness.generation > 0) return 3;
  if (freshness.running === null) return 0;
  return freshness.running.state === "queued" ? 2 : 1;
}
