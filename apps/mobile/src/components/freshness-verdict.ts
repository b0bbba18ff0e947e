import type { Freshness } from "@cfa/contract/reads";

import type { Catalogue } from "../locale/en";
import { agoText, dayText } from "../locale/moment-text";

export type Verdict = "good" | "warn" | "bad" | "none";
export type Cause = "fresh" | "setAside" | "untied" | "trouble" | "differs" | "stale" | "never";

const VERDICT: Record<Cause, Verdict> = {
  fresh: "good",
  setAside: "warn",
  untied: "warn",
  trouble: "warn",
  differs: "bad",
  stale: "bad",
  never: "none",
};

/**
 * One verdict for every page, with the worst cause: red where the figures must not be relied on (books too old, or a
 * balance that differs from Tally's), amber where something is unchecked, set aside or Tally cannot be read just now, green only when fresh and equal.
 */
export function verdictOf(freshness: Freshness): { verdict: Verdict; cause: Cause } {
  const cause = causeOf(freshness);
  return { verdict: VERDICT[cause], cause };
}

/** The verdict in words, part by part: how far the data goes, when it was read, whether it ties, what was set aside. */
export function freshnessParts(freshness: Freshness, options: { now: number; words: Catalogue }): string[] {
  const { now, words } = options;
  const text = words.freshness;
  if (freshness.state === "never" || freshness.readAt === null) return [text.never];
  const ago = agoText(Date.parse(freshness.readAt), { now, words });
  const parts = [freshness.dataTo === null ? text.noVouchers : text.dataTo(dayText(freshness.dataTo))];
  parts.push(freshness.state === "stale" ? `${text.readAgo(ago)}, ${text.stale}` : text.readAgo(ago));
  parts.push(tieText(freshness, words));
  if (freshness.quarantined > 0) parts.push(text.quarantined(freshness.quarantined));
  if (freshness.absent > 0) parts.push(text.absent(freshness.absent));
  return parts;
}

type RunningRun = NonNullable<Freshness["running"]>;

/** How far a sync is, in words. */
export function runningText({ state, records, expected }: RunningRun, words: Catalogue): string {
  if (state === "queued") return words.freshness.queued(records);
  if (expected === null || records > expected) return words.freshness.running(records);
  return words.freshness.runningOf(records, expected);
}

/** The share of the records that has been read; all of it where it is not known how many there are. */
export function readShare({ state, records, expected }: RunningRun): number {
  if (state === "queued" || expected === null || records > expected) return 1;
  return expected === 0 ? 1 : records / expected;
}

function tieText(freshness: Freshness, words: Catalogue): string {
  const { state, differences, isOlder, asOf } = freshness.tieOut;
  switch (state) {
    case "equal":
      return isOlder && asOf !== null ? words.freshness.tiedOn(dayText(asOf)) : words.freshness.tie;
    case "different":
      return differences > 0 ? words.freshness.differ(differences) : words.freshness.differOtherwise;
    case "unknown":
      return words.freshness.untied;
  }
}

function causeOf(freshness: Freshness): Cause {
  if (freshness.state === "never") return "never";
  if (freshness.state === "stale") return "stale";
  if (freshness.tieOut.state === "different") return "differs";
  if (freshness.trouble !== null) return "trouble";
  if (freshness.tieOut.state === "unknown") return "untied";
  return freshness.quarantined + freshness.absent > 0 ? "setAside" : "fresh";
}
