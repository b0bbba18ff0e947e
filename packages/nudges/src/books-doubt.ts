import type { Paise } from "@cfa/values/money";

import type { BooksFact } from "./facts.ts";

/** By more than that the debtors' total may not differ from Tally's. */
const TIE_OUT_SLACK: Paise = 100n;

/** Why nothing can be asked for by the books as they stand. */
export type BooksDoubt = "books-changing" | "stale" | "tie-out-differs";

/** Why the books are not relied on at this moment: they are on the move, too old, or the debtors' total is not Tally's; null: they are. */
export function doubtOf({ isChanging, readAt, freshness, tieOut, debtorsOff }: BooksFact): BooksDoubt | null {
  if (isChanging) return "books-changing";
  if (readAt === null || freshness !== "fresh") return "stale";
  const isOff = debtorsOff > TIE_OUT_SLACK || debtorsOff < -TIE_OUT_SLACK;
  return tieOut === "different" && isOff ? "tie-out-differs" : null;
}
